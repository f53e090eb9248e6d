package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What streams quote in: each spelling that is known from the venues, and those that cannot be read. */
class QuoteCurrencyTest {
    @ParameterizedTest
    @CsvSource({
        "binance, BTCUSDT, BTC/USD, USDT",
        "binance, BTCUSDC, BTC/USD, USDC",
        "binance, BTCFDUSD, BTC/USD, FDUSD",
        "binance, BNBUSD, BNB/USD, USD",
        "binance, BNBBUSD, BNB/USD, BUSD",
        "binance, BNBBUSD, BNBB/USD, USD",
        "binance, USDTBRL, USDT/BRL, BRL",
        "binance, ETHBTC, ETH/BTC, BTC",
        "binance, 1000SATSUSDT, SATS/USD, USDT",
        "binance, BTCUSDT, BITCOIN/USD, USDT",
        "binance, BTCXYZ, BTC/USD, XYZ",
        "binance, XYZXYW, BTC/USD, XYZXYW",
        "binance, USDT, USDT/USD, USDT",
        "coinbase, BTC-USD, BTC/USD, USD",
        "coinbase, BTC-USDT, BTC/USD, USDT",
        "coinbase, USDT-EUR, USDT/EUR, EUR",
        "coinbase, -EUR, X/EUR, EUR",
        "coincap, binance-coin, BNB/USD, USD",
        "coincap, tether, USDT/USD, USD",
        "coincap, bitcoin, BTC/EUR, USD",
        "?, BTCUSDT, ?, USDT"
    })
    void shouldReadTheCurrencyOffTheVenuesSymbol(String venue, String venueSymbol, String symbol, String currency) {
        String read = QuoteCurrency.of(venue, venueSymbol, symbol);

        assertEquals(currency, read);
    }
}
