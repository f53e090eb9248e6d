package io.tickgate.gateway.portfolio;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.publish.HoldingAnswer;
import io.tickgate.record.HoldingResult;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of a holding that it wants to set. Immutable: either what holds now, or an error code with what is to blame.
 *
 * @param answer of the engine when the holding is as asked for; otherwise null.
 * @param code why it is not, null when it is.
 * @param field to blame, null for none.
 */
public record HoldingReply(
        @Nullable HoldingAnswer answer,
        @Nullable ErrorCode code,
        @Nullable String field) {

    static HoldingReply refused(ErrorCode code, @Nullable String field) {
        return new HoldingReply(null, code, field);
    }

    /** The engine has not answered in time. */
    public static HoldingReply undecided() {
        return refused(ErrorCode.HOLDING_UNDECIDED, null);
    }

    /** Reply to what the engine decided. */
    static HoldingReply of(HoldingAnswer answer) {
        HoldingResult result = answer.result();
        return switch (result) {
            case SET, REMOVED -> new HoldingReply(answer, null, null);
            case COMMAND_EXPIRED -> refused(ErrorCode.COMMAND_EXPIRED, null);
            case UNKNOWN_INSTRUMENT -> refused(ErrorCode.UNKNOWN_SYMBOL, "symbol");
            case HOLDINGS_LIMIT -> refused(ErrorCode.HOLDINGS_LIMIT, "symbol");
            case AMOUNT_INVALID -> refused(ErrorCode.INVALID_FIELD, "amount");
        };
    }
}
