package io.tickgate.feed.decode;

/**
 * Reads the text frames of one venue. One per connection, owned by the connection's thread. It counts what it reads, keeps bad frames,
 * and throws for no frame whatever; it allocates nothing for the frames that its class names as fast.
 */
public interface FrameDecoder {
    /**
     * Sets the streams to know from the next frame on; none before the first call. May allocate.
     *
     * @param streams of this venue, all that are subscribed on the connection.
     */
    void streams(StreamTable streams);

    /**
     * Forgets what frames of the connection before have said (such as sequences), and nothing else. For a decoder that is kept over
     * connections.
     */
    void reset();

    /**
     * Reads a frame: 0 to n messages, each given before the call returns.
     *
     * @param source that holds the payload.
     * @param offset of its first byte.
     * @param length in bytes.
     * @param sink that takes the messages.
     */
    void decode(byte[] source, int offset, int length, FrameSink sink);
}
