package io.tickgate.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.SymbolTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinanceStreamsTest {
    @Test
    void shouldAskForTradesAndBestPricesInTheUrl() {
        BinanceStreams streams =
                new BinanceStreams(List.of(new FeedStream(1, "BTCUSDT", false), new FeedStream(2, "币1", false)));

        URI url = streams.url(URI.create("wss://example.org/"), VenueTimeUnit.MICROSECOND);

        assertEquals(
                "wss://example.org/stream?streams=btcusdt@trade/btcusdt@bookTicker/%E5%B8%811@trade/%E5%B8%811@bookTicker"
                        + "&timeUnit=MICROSECOND",
                url.toString());
    }

    @Test
    void shouldRefuseMoreThanOneConnectionCarries() {
        assertThrows(IllegalArgumentException.class, () -> new BinanceStreams(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new BinanceStreams(symbols(513)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BinanceStreams(symbols(512)).url(URI.create("wss://example.org"), VenueTimeUnit.MILLISECOND));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BinanceStreams(List.of(new FeedStream(1, "A", false), new FeedStream(2, "A", false))));
    }

    @Test
    void shouldFindEachOfManySymbolsByItsBytes() {
        List<FeedStream> symbols = symbols(512);
        SymbolTable table = new BinanceStreams(symbols).table().symbols();

        for (int i = 0; i < symbols.size(); i++) {
            byte[] name = ("x" + symbols.get(i).venueSymbol() + "x").getBytes(StandardCharsets.UTF_8);
            assertEquals(i, table.find(name, 1, name.length - 2));
            assertEquals(SymbolTable.UNKNOWN, table.find(name, 0, name.length));
        }
        assertEquals(SymbolTable.UNKNOWN, table.find(new byte[0], 0, 0));
    }

    private static List<FeedStream> symbols(int count) {
        List<FeedStream> symbols = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            symbols.add(new FeedStream(i + 1, "SYMBOL" + i + "USDT", false));
        }
        return symbols;
    }
}
