package io.tickgate.simulator.stream;

import java.time.Duration;
import java.util.List;

/**
 * What one client has asked for so far, and the answers to its messages, in the language of one venue. Owned by the connection's I/O thread; {@link #isCombined} and {@link
 * #isMicroseconds} may be read by any.
 */
public interface Dialogue {

    /** Whether payloads are wrapped with their stream's name. */
    boolean isCombined();

    /** Whether times are in microseconds. */
    boolean isMicroseconds();

    /** The streams asked for; a copy. */
    List<String> streams();

    /** Answers one text message of the client; never throws for its content. */
    Reply onText(String text);

    /** What is said before the client has said anything, and whether it is then cut off. */
    default Reply opening() {
        return Reply.nothing();
    }

    /** A client that has not subscribed to anything for this long after it has connected is cut off; zero for no limit. */
    default Duration patience() {
        return Duration.ZERO;
    }
}
