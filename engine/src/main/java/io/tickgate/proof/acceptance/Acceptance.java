package io.tickgate.proof.acceptance;

import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import io.tickgate.record.E8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The content of acceptances. Used by one thread at a time. */
public final class Acceptance {
    /** Type of the payload. */
    public static final String TYPE = "tickgate-acceptance-1";
    /** Type of what is signed: the root over the payloads of a batch. */
    public static final String BATCH_TYPE = "tickgate-acceptances-1";

    private final NodeSecret secret;

    Acceptance(NodeSecret secret) {
        this.secret = secret;
    }

    /** Text of a bet's id, as everywhere. */
    public static String betId(long high, long low) {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(high)
                        .putLong(low)
                        .array());
    }

    /** What is signed for a batch. */
    public static CanonicalObject batch(long count, byte[] root) {
        return new CanonicalObject().put("count", count).put("root", root).put("type", BATCH_TYPE);
    }

    CanonicalObject payload(BetView bet, Directory directory, @Nullable Head head) {
        byte[] tenant = bet.tenant().getBytes(StandardCharsets.UTF_8);
        CanonicalObject payload = new CanonicalObject()
                .put("type", TYPE)
                .put("bet", betId(bet.idHigh(), bet.idLow()))
                .put("sequence", bet.sequence())
                .put("acceptedNs", bet.acceptedEpochNs())
                .put("marketId", bet.marketId())
                .put("marketVersion", bet.marketVersion())
                .put("min", E8.toString(bet.minE8()))
                .put("max", E8.toString(bet.maxE8()))
                .put("fromNs", bet.fromEpochNs())
                .put("toNs", bet.toEpochNs())
                .put("stake", bet.stakeMinor())
                .put("quoteSequence", bet.quoteSequence())
                .put("key", bet.key())
                .put("terms", bet.terms())
                .put("tenant", new String(secret.tenantPseudonym(tenant), StandardCharsets.US_ASCII))
                .put("user", user(bet, tenant))
                .put("reference", reference(bet));
        InstrumentView instrument = directory.instrument(bet.instrumentId());
        MarketView market = directory.market(bet.marketId());
        if (instrument != null) {
            payload.put("symbol", instrument.symbol());
        }
        if (market != null) {
            payload.put("market", market.name());
        }
        if (head != null) {
            payload.put(
                    "head",
                    new CanonicalObject()
                            .put("number", head.number())
                            .put("sequence", head.sequence())
                            .put("hash", head.hash()));
        }
        return payload;
    }

    private String user(BetView bet, byte[] tenant) {
        byte[] user = bet.user().getBytes(StandardCharsets.UTF_8);
        return new String(secret.userPseudonym(tenant, user), StandardCharsets.US_ASCII);
    }

    private static CanonicalObject reference(BetView bet) {
        return new CanonicalObject()
                .put("sequence", bet.referenceSequence())
                .put("tradeId", bet.referenceTradeId())
                .put("price", E8.toString(bet.referencePriceE8()))
                .put("tradeTimeNs", bet.referenceTradeTimeEpochNs());
    }
}
