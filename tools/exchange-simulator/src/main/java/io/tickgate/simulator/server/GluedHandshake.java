package io.tickgate.simulator.server;

import io.undertow.conduits.ReadDataStreamSourceConduit;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/**
 * A handshake whose answer is not written by the HTTP server, which would flush it before anything else can be sent, but left to the new connection, which writes it together with
 * its first frame (RFC 6455, section 4.2.2).
 */
final class GluedHandshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private GluedHandshake() {}

    /** Takes what is left of the handshake. */
    interface Taker {

        /** On the socket's I/O thread; the socket is the taker's from now on. */
        void take(StreamConnection socket, byte[] answer);
    }

    /**
     * Takes the socket from the HTTP server.
     *
     * @return false, and nothing has happened, if this is no handshake that can be answered
     */
    static boolean start(HttpServerExchange exchange, Taker taker) {
        String key = exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_KEY);
        String upgrade = exchange.getRequestHeaders().getFirst(Headers.UPGRADE);
        if (key == null || !isWebSocket(upgrade)) {
            return false;
        }
        byte[] answer = ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            AbstractServerConnection connection = (AbstractServerConnection) exchange.getConnection();
            StreamConnection socket = connection.getChannel();
            connection.resetChannel();
            if (connection.getExtraBytes() != null) {
                socket.getSourceChannel()
                        .setConduit(new ReadDataStreamSourceConduit(
                                socket.getSourceChannel().getConduit(), connection));
            }
            taker.take(socket, answer);
        });
        return true;
    }

    private static boolean isWebSocket(@Nullable String upgrade) {
        return upgrade != null && upgrade.equalsIgnoreCase("websocket");
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
