/**
 * What the decoders of all venues share: the message that they fill, the tables of symbols, reading of bytes and of JSON, and what
 * becomes of bad frames.
 *
 * <pre>
 *   frame ─► FrameDecoder ─ scanner (FrameCursor, Literal): known shapes, no allocation ─┐
 *                 │                                                                    ├─► FrameEmitter ─► FrameSink
 *                 └──────── parser (JsonReader): any JSON, when the scanner declines ────┘   judges, counts, keeps bad frames
 * </pre>
 *
 * <p>In: the payload of a text frame, on the connection's thread. Out: 0 to n {@link io.tickgate.feed.decode.FeedMessage}s, on the
 * same thread. Dropped: nothing silently; what is not used or cannot be comes out as a message of such a kind, and is counted.
 */
@NullMarked
package io.tickgate.feed.decode;

import org.jspecify.annotations.NullMarked;
