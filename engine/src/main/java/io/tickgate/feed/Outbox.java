package io.tickgate.feed;

import io.tickgate.feed.websocket.FrameReader;
import io.tickgate.feed.websocket.WebSocketClient;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * What is to be sent to a venue on one connection, at a pace that it bears: messages in order, and a pong for the newest ping (RFC 6455,
 * 5.5.3), in turns. Binance closes connections that send more than 5 frames in any second, pongs included. Owned by the connection's
 * thread; bounded at {@value #MESSAGES_MAX} messages, each of which waits for its answer before the next is made.
 */
final class Outbox {
    static final int MESSAGES_MAX = 64;

    private static final int NORMAL_CLOSURE_LENGTH = 2;
    private static final byte[] NORMAL_CLOSURE = {0x03, (byte) 0xE8};

    private final long intervalNs;
    private final ArrayDeque<byte[]> messages = new ArrayDeque<>();
    private final byte[] ping = new byte[WebSocketClient.CONTROL_LENGTH_MAX];
    /** Length of the ping that waits for its pong, -1 for none. */
    private int pingLength = -1;

    private long sentNs;
    private boolean wasPong;

    Outbox(long intervalNs, long nowNs) {
        this.intervalNs = intervalNs;
        sentNs = nowNs - intervalNs;
    }

    /** Adds a message; false when there are too many. */
    boolean add(byte[] message) {
        return messages.size() < MESSAGES_MAX && messages.add(message);
    }

    /** Keeps a ping to answer, in place of the one before. */
    void keepPing(byte[] payload, int offset, int length) {
        pingLength = Math.min(length, ping.length);
        System.arraycopy(payload, offset, ping, 0, pingLength);
    }

    /** Sends the next frame if it is time for it. */
    void step(WebSocketClient client, long nowNs) throws IOException {
        boolean isPong = pingLength >= 0 && (messages.isEmpty() || !wasPong);
        if ((!isPong && messages.isEmpty()) || nowNs - sentNs < intervalNs) {
            return;
        }
        if (isPong) {
            client.sendControl(FrameReader.PONG, ping, pingLength);
            pingLength = -1;
        } else {
            client.sendText(messages.remove());
        }
        wasPong = isPong;
        sentNs = nowNs;
    }

    /** Answers a close frame with its code. */
    static void answerClose(WebSocketClient client, byte[] payload, int offset, int length) throws IOException {
        byte[] code = new byte[Math.min(length, NORMAL_CLOSURE_LENGTH)];
        System.arraycopy(payload, offset, code, 0, code.length);
        client.sendControl(FrameReader.CLOSE, code, code.length);
    }

    /** Says goodbye. */
    static void close(WebSocketClient client) throws IOException {
        client.sendControl(FrameReader.CLOSE, NORMAL_CLOSURE, NORMAL_CLOSURE.length);
    }
}
