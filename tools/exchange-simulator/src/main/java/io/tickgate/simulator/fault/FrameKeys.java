package io.tickgate.simulator.fault;

import java.util.Set;

/**
 * Where the values stand in one stream's messages. Given by the venue, so that one code spoils the messages of all. A key that a message does not have is passed over.
 *
 * @param sort what the messages are
 * @param prices keys of prices, the bid's and the ask's included
 * @param sizes keys of sizes, the bid's and the ask's included
 * @param bid key of the best bid, empty if there is none
 * @param bidSize key of its size, empty if there is none
 * @param ask key of the best ask, empty if there is none
 * @param askSize key of its size, empty if there is none
 */
public record FrameKeys(
        FrameSort sort, Set<String> prices, Set<String> sizes, String bid, String bidSize, String ask, String askSize) {

    /** A message of single values. */
    public static FrameKeys of(FrameSort sort, Set<String> prices, Set<String> sizes) {
        return new FrameKeys(sort, prices, sizes, "", "", "", "");
    }

    /** The same with a best bid and offer. */
    public FrameKeys withBook(String newBid, String newBidSize, String newAsk, String newAskSize) {
        return new FrameKeys(sort, prices, sizes, newBid, newBidSize, newAsk, newAskSize);
    }
}
