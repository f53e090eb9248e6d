package io.tickgate.engine;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.tickgate.config.TickgateConfig;
import io.tickgate.input.InputRing;
import io.tickgate.input.StageErrorHandler;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Starts that only write definitions, one after the other, into one market, as the journal carries them over restarts. */
final class DefinitionFixture {
    private static final List<String> ORIGINS = List.of("", " admin", " all-market");

    private final Path folder;
    private final Market market = new Market((output, length) -> {});

    DefinitionFixture(Path folder) {
        this.folder = folder;
    }

    Market market() {
        return market;
    }

    TickgateConfig config(String file, String... overrides) throws IOException {
        Path path = Files.writeString(folder.resolve("test.conf"), file);
        Map<String, String> properties = new HashMap<>(Map.of("data.directory", folder.toString()));
        for (int i = 0; i < overrides.length; i += 2) {
            properties.put(overrides[i], overrides[i + 1]);
        }
        return TickgateConfig.load(Optional.of(path), properties, Map.of());
    }

    /** What a start with this file would publish. */
    DefinitionUpdate update(String file, String... overrides) throws IOException {
        return new DefinitionUpdate(config(file, overrides), market.definitions(), MarketHarness.T0);
    }

    /** Starts with a file; returns what was published. The market takes it in, as the journal would. */
    List<String> apply(String file, String... overrides) throws IOException {
        return publish(update(file, overrides));
    }

    List<String> publish(DefinitionUpdate update) {
        List<String> published = new ArrayList<>();
        InputRing ring = new InputRing(
                1_024,
                new BlockingWaitStrategy(),
                market.lastSequence() + 1,
                1,
                new StageErrorHandler(error -> {}, () -> {}));
        ring.addStage("test", (slot, ringSequence, isEndOfBatch) -> {
            market.onRecord(slot.buffer(), slot.length());
            published.add(text(slot.buffer(), slot.length()));
        });
        ring.start();
        update.publish(ring.newPublisher(), 0);
        ring.close();
        return published;
    }

    /** A definition in a line. */
    static String text(DirectBuffer record, int length) {
        RecordKind kind = Objects.requireNonNull(
                RecordKind.of(new RecordFlyweight().wrap(record, 0, length).kindCode()));
        return switch (kind) {
            case VENUE_DEFINED -> {
                VenueFlyweight each = new VenueFlyweight().wrap(record, 0, length);
                yield "venue " + each.venueId() + " " + each.name();
            }
            case SOURCE_DEFINED -> {
                SourceFlyweight each = new SourceFlyweight().wrap(record, 0, length);
                yield "source of " + each.instrumentId() + " mode " + each.mode() + " silence "
                        + each.silenceNs() / 1_000_000_000L + " venues " + each.venuesMin();
            }
            case INSTRUMENT_DEFINED -> {
                InstrumentFlyweight each = new InstrumentFlyweight().wrap(record, 0, length);
                yield "instrument " + each.instrumentId() + " " + each.symbol() + ORIGINS.get(each.origin())
                        + (each.isRetired() ? " retired" : "");
            }
            case STREAM_DEFINED -> {
                StreamFlyweight each = new StreamFlyweight().wrap(record, 0, length);
                yield "stream " + each.streamId() + " " + each.venueSymbol() + " of " + each.instrumentId()
                        + (each.priority() == 0 ? "" : " priority " + each.priority())
                        + (each.content() == StreamFlyweight.PRICES ? " prices" : "")
                        + (each.isRetired() ? " retired" : "");
            }
            case MARKET_DEFINED -> {
                MarketFlyweight each = new MarketFlyweight().wrap(record, 0, length);
                yield "market " + each.marketId() + " v" + each.version() + " stream " + each.settlementStreamId()
                        + (each.isRetired() ? " retired" : "");
            }
            default -> kind.name();
        };
    }
}
