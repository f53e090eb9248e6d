package io.tickgate.simulator.source;

import java.util.List;
import java.util.Set;

/** Where the messages come from. Any thread may call. */
public interface Source extends AutoCloseable {

    /** Begins to run. */
    void start();

    /** Which one it is, and how far it has come, for the state. */
    SourceView view();

    /** What has been sent or made last, for each symbol that has traded. */
    List<LastTrade> lastTrades();

    /** Symbols that a fault may name; empty if any may. */
    Set<String> symbols();

    /** Ends the thread; bounded. */
    @Override
    void close();
}
