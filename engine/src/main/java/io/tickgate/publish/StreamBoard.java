package io.tickgate.publish;

/**
 * What each stream of an instrument with several of them says, by stream id. Written by the publish stage; any thread reads without
 * waiting for it.
 */
public final class StreamBoard {
    private final SeqlockTable table;
    private final int streamIdMax;

    /**
     * Allocates the board.
     *
     * @param streamIdMax greatest stream id that it can hold.
     */
    StreamBoard(int streamIdMax) {
        this.streamIdMax = streamIdMax;
        table = new SeqlockTable(streamIdMax + 1, StreamView.COLUMNS);
    }

    /**
     * Reads what a stream said last.
     *
     * @param streamId from the {@link Directory}.
     * @param into filled; belongs to the caller.
     * @return whether it is the stream of an instrument that has, or had, several; if not, {@code into} is untouched.
     */
    public boolean read(int streamId, StreamView into) {
        return streamId > 0 && streamId <= streamIdMax && table.read(streamId, into.cells);
    }

    void write(int streamId, StreamView row) {
        table.write(streamId, row.cells);
    }
}
