package io.tickgate.simulator.coincap;

import io.tickgate.simulator.stream.Dialogue;
import io.tickgate.simulator.stream.Reply;
import java.util.List;

/**
 * What one client has asked for with the URL that it connected to. Immutable. Messages of a client are not answered, as none is documented. A client without the key is told so in
 * a text that is no JSON, and cut off.
 *
 * @param streams of the assets that it wants
 * @param authorized whether it knows the key
 */
record CoincapSession(List<String> streams, boolean authorized) implements Dialogue {

    @Override
    public boolean isCombined() {
        return false;
    }

    @Override
    public boolean isMicroseconds() {
        return false;
    }

    @Override
    public Reply opening() {
        return authorized
                ? Reply.nothing()
                : new Reply(List.of("Unauthorized: a valid API key is required"), List.of(), List.of(), true);
    }

    @Override
    public Reply onText(String text) {
        return Reply.nothing();
    }
}
