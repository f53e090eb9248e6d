package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.Venue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.pairs.PairChange;
import io.tickgate.pairs.PairRefusal;
import io.tickgate.pairs.PairRefusedException;
import io.tickgate.pairs.PairRequest;
import io.tickgate.pairs.PairView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs that are added and removed while the engine runs. */
@Timeout(60)
class PairDeskTest {
    static final String FILE = """
            instruments = [
              { symbol = "BTC/USD", aliases = [bitcoin], binance = BTCUSDT, coinbase = "BTC-USD" }
              { symbol = "ETH/USD", binance = ETHUSDT }
            ]
            markets = [{ name = btc, instrument = "BTC/USD", band-min = "1", band-max = "20" }]
            """;

    private final PairRig rig;

    PairDeskTest(@TempDir Path folder) throws IOException {
        rig = new PairRig(folder, FILE);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldWantAllConfiguredStreamsAtStart() {
        assertEquals(List.of("want 1:1 BTCUSDT settling", "want 2:3 BTC-USD", "want 1:2 ETHUSDT"), rig.taken());
        assertEquals(
                List.of("BTC/USD configured true", "ETH/USD configured false"),
                rig.desk.list().stream()
                        .map(pair -> pair.symbol() + " " + pair.origin() + " " + pair.hasMarket())
                        .toList());
    }

    @Test
    void shouldDefineAPairBeforeItsStreamsAreWanted() throws Exception {
        rig.taken();

        PairChange change = rig.add(PairRig.ltc());

        assertEquals(
                List.of(
                        "instrument 3 LTC/USD admin",
                        "stream 4 LTCUSDT of 3",
                        "stream 5 LTC-USD of 3 priority 1",
                        "stream 6 litecoin of 3 priority 2 prices",
                        "source of 3 mode 1 silence 30 venues 1",
                        "want 1:4 LTCUSDT",
                        "want 2:5 LTC-USD",
                        "want 3:6 litecoin"),
                rig.taken());
        assertTrue(change.isNew());
        assertEquals("admin", change.pair().origin());
        assertTrue(change.pair().streams().stream().allMatch(stream -> stream.isWanted()));
        assertEquals(change.pair(), rig.desk.list().get(2));
    }

    @Test
    void shouldAnswerOnlyWhenTheDefinitionsArePublished() {
        rig.isPublishingHeld = true;
        CompletableFuture<PairChange> answer = rig.desk.add(PairRig.ltc());
        rig.settle();
        boolean isEarly = answer.isDone();

        rig.isPublishingHeld = false;
        rig.writer.moved(Long.MAX_VALUE, 0);
        rig.settle();

        assertFalse(isEarly);
        assertTrue(answer.isDone());
    }

    @Test
    void shouldGiveTheSamePairWhenItIsAddedAgainAndRefuseOtherContent() throws Exception {
        PairView first = rig.add(PairRig.ltc()).pair();
        rig.taken();

        PairChange again = rig.add(PairRig.ltc());
        PairChange configured = rig.add(new PairRequest("ETH/USD", List.of(), "ETHUSDT", "", "", "failover"));
        PairRefusedException other = refusal(new PairRequest("LTC/USD", List.of(), "LTCUSDT", "", "", ""));

        assertEquals(new PairChange(first, false), again);
        assertFalse(configured.isNew());
        assertEquals(PairRefusal.EXISTS, other.refusal());
        assertEquals(List.of(), rig.taken());
    }

    @Test
    void shouldRemoveAPairAndBringItBackUnderItsIds() throws Exception {
        rig.add(PairRig.ltc());
        rig.taken();

        PairChange removed = rig.remove("litecoin");
        List<String> log = rig.taken();
        boolean isListed =
                rig.desk.list().stream().anyMatch(pair -> pair.symbol().equals("LTC/USD"));
        PairView back = rig.add(PairRig.ltc()).pair();

        assertEquals(
                List.of(
                        "unwant 1:4",
                        "unwant 2:5",
                        "unwant 3:6",
                        "stream 4 LTCUSDT of 3 retired",
                        "stream 5 LTC-USD of 3 priority 1 retired",
                        "stream 6 litecoin of 3 priority 2 prices retired",
                        "instrument 3 LTC/USD admin retired"),
                log);
        assertFalse(isListed);
        assertEquals(removed.pair().instrumentId(), back.instrumentId());
        assertEquals(4, back.streams().get(0).streamId());
    }

    @Test
    void shouldKeepAddedPairsOverARestartAndForgetRemovedOnes() throws Exception {
        rig.add(PairRig.ltc());
        rig.add(new PairRequest("DOT/USD", List.of(), "DOTUSDT", "", "", ""));
        rig.remove("DOT/USD");

        DefinitionUpdate restart = rig.fixture.update(FILE);

        assertEquals(
                List.of("BTCUSDT", "ETHUSDT", "LTCUSDT"),
                restart.feedStreams(Venue.BINANCE).stream()
                        .map(FeedStream::venueSymbol)
                        .toList());
        assertEquals(List.of(), rig.fixture.publish(restart));
    }

    @Test
    void shouldRefuseToRemoveAPairWithAMarketAndWhatIsNotThere() {
        PairRefusedException market = assertThrows(PairRefusedException.class, () -> rig.remove("bitcoin"));
        PairRefusedException unknown = assertThrows(PairRefusedException.class, () -> rig.remove("XMR/USD"));

        assertEquals(PairRefusal.HAS_MARKET, market.refusal());
        assertEquals(PairRefusal.UNKNOWN, unknown.refusal());
    }

    @Test
    void shouldTakeAPairBackThatAVenueCannotCarry() throws Exception {
        rig.refused.add("LTC-USD");
        rig.taken();

        PairRefusedException refusal = refusal(PairRig.ltc());
        rig.settle();

        assertEquals(PairRefusal.TOO_MANY, refusal.refusal());
        assertEquals(
                List.of(
                        "stream 4 LTCUSDT of 3 retired",
                        "stream 5 LTC-USD of 3 priority 1 retired",
                        "stream 6 litecoin of 3 priority 2 prices retired",
                        "instrument 3 LTC/USD admin retired"),
                rig.taken().stream().filter(line -> line.endsWith("retired")).toList());
        assertEquals(2, rig.desk.list().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ltc/usd||LTCUSDT|||-|INVALID|symbol",
                "LTC||LTCUSDT|||-|INVALID|symbol",
                "LTC/USD|Litecoin|LTCUSDT|||-|INVALID|aliases",
                "LTC/USD|a,a|LTCUSDT|||-|INVALID|aliases",
                "LTC/USD|a,b,c,d,e,f,g,h,i,j,k,l,m|LTCUSDT|||-|INVALID|aliases",
                "LTC/USD||ltcusdt|||-|INVALID|binance",
                "LTC/USD|||LTCUSD||-|INVALID|coinbase",
                "LTC/USD||||LTC coin|-|INVALID|coincap",
                "LTC/USD|||||-|INVALID|binance",
                "LTC/USD||LTCUSDT|||first|INVALID|source",
                "LTC/USD||LTCUSDT|||index|INVALID|source",
                "LTC/USD|bitcoin|LTCUSDT|||-|NAME_TAKEN|aliases",
                "LTC/USD|ethusd|LTCUSDT|||-|NAME_TAKEN|aliases",
                "BIT/COIN||LTCUSDT|||-|NAME_TAKEN|symbol",
                "LTC/USD||BTCUSDT|||-|VENUE_SYMBOL_TAKEN|binance",
                "LTC/USD||LTCUSDT|BTC-USD||-|VENUE_SYMBOL_TAKEN|coinbase",
                "LTC/USD||||litecoin|-|VENUE_OFF|-",
            })
    void shouldRefuseWhatCannotBeAndChangeNothing(
            String symbol,
            String aliases,
            String binance,
            String coinbase,
            String coincap,
            String source,
            PairRefusal expected,
            String field) {
        rig.taken();
        List<String> names = aliases == null ? List.of() : Arrays.asList(aliases.split(","));

        PairRefusedException refusal =
                refusal(new PairRequest(symbol, names, text(binance), text(coinbase), text(coincap), text(source)));

        assertEquals(expected, refusal.refusal(), refusal.text());
        assertEquals(field, refusal.field());
        assertEquals(List.of(), rig.taken());
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    @Test
    void shouldBoundTheSymbolsOfAVenue() throws Exception {
        for (int i = 0; i < Venue.COINCAP.symbolsMax(); i++) {
            rig.add(new PairRequest("C" + i + "/USD", List.of(), "C" + i, "", "c" + i, ""));
        }

        PairRefusedException refusal = refusal(PairRig.ltc());

        assertEquals(PairRefusal.TOO_MANY, refusal.refusal());
        assertEquals("coincap", refusal.field());
    }

    @Test
    void shouldRefuseWhenTooManyRequestsWaitAndAllThatWaitWhenItEnds() {
        List<CompletableFuture<PairChange>> waiting = new ArrayList<>();
        for (int i = 0; i < PairDesk.COMMANDS_MAX; i++) {
            waiting.add(rig.desk.remove("X" + i));
        }

        CompletableFuture<PairChange> tooMany = rig.desk.remove("one more");
        boolean isAnyDone = waiting.stream().anyMatch(CompletableFuture::isDone);
        rig.desk.close();

        assertTrue(tooMany.isCompletedExceptionally());
        assertFalse(isAnyDone);
        assertTrue(waiting.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        assertTrue(rig.desk.add(PairRig.ltc()).isCompletedExceptionally());
    }

    private PairRefusedException refusal(PairRequest request) {
        return assertThrows(PairRefusedException.class, () -> rig.add(request));
    }
}
