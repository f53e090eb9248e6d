package io.tickgate.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.SubscribeForm;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.BaseUrls;
import io.tickgate.feed.Opening;
import io.tickgate.feed.decode.FeedStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinanceDialogueTest {
    private static final URI BASE = URI.create("wss://example.org/");
    private static final List<FeedStream> STREAMS =
            List.of(new FeedStream(1, "BTCUSDT", true), new FeedStream(2, "币1", false));

    @Test
    void shouldTryTheNextAddressAfterAFailureAndComeBackToTheFirst() {
        List<URI> addresses = List.of(URI.create("wss://first.example"), URI.create("wss://second.example/"));
        BinanceDialogue dialogue =
                new BinanceDialogue(new BaseUrls(addresses), VenueTimeUnit.MILLISECOND, SubscribeForm.AUTO, List.of());
        List<FeedStream> streams = List.of(new FeedStream(1, "BTCUSDT", false));

        dialogue.onFailed();

        assertEquals("second.example", dialogue.host());
        assertEquals(
                "wss://second.example/stream?streams=btcusdt@trade/btcusdt@bookTicker",
                dialogue.opening(streams).url().toString());
        dialogue.onFailed();
        assertEquals("first.example", dialogue.host());
    }

    @Test
    void shouldAskForAllChannelsInTheUrl() {
        Opening opening = dialogue(SubscribeForm.AUTO).opening(STREAMS);

        assertEquals(
                "wss://example.org/stream?streams=btcusdt@trade/btcusdt@bookTicker/btcusdt@ticker/"
                        + "%E5%B8%811@trade/%E5%B8%811@bookTicker&timeUnit=MICROSECOND",
                opening.url().toString());
        assertEquals(STREAMS, opening.subscribed());
    }

    @Test
    void shouldPutSharedStreamsInFront() {
        BinanceDialogue dialogue = new BinanceDialogue(
                BaseUrls.of(BASE), VenueTimeUnit.MILLISECOND, SubscribeForm.AUTO, List.of("!miniTicker@arr"));

        assertEquals(
                "wss://example.org/stream?streams=!miniTicker@arr/btcusdt@trade/btcusdt@bookTicker/btcusdt@ticker",
                dialogue.opening(STREAMS.subList(0, 1)).url().toString());
    }

    @Test
    void shouldPutAsManyInTheUrlAsFit() {
        List<FeedStream> many = symbols(400);

        Opening opening = dialogue(SubscribeForm.AUTO).opening(many);

        int length = opening.url().toString().length();
        assertTrue(length > 8_000 && length <= BinanceDialogue.URL_LENGTH_MAX, "length " + length);
        assertEquals(many.subList(0, opening.subscribed().size()), opening.subscribed());
        assertTrue(dialogue(SubscribeForm.AUTO).fits(many));
    }

    @Test
    void shouldPutNothingInTheUrlWhenMessagesAreWanted() {
        Opening opening = dialogue(SubscribeForm.MESSAGE).opening(STREAMS);

        assertEquals(
                "wss://example.org/stream?timeUnit=MICROSECOND", opening.url().toString());
        assertEquals(List.of(), opening.subscribed());
    }

    @Test
    void shouldTakeNoMoreThanTheUrlWhenThatAloneIsWanted() {
        assertTrue(dialogue(SubscribeForm.URL).fits(STREAMS));
        assertFalse(dialogue(SubscribeForm.URL).fits(symbols(400)));
        assertFalse(dialogue(SubscribeForm.URL).isChangeable());
    }

    @Test
    void shouldWriteItsMessages() {
        BinanceDialogue dialogue = dialogue(SubscribeForm.AUTO);

        assertEquals(
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"btcusdt@bookTicker\",\"btcusdt@ticker\","
                        + "\"币1@trade\",\"币1@bookTicker\"],\"id\":7}",
                dialogue.subscribe(7, STREAMS));
        assertEquals(
                "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"a@trade\"],\"id\":8}",
                dialogue.unsubscribe(8, List.of("a@trade")));
        assertEquals("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":9}", dialogue.audit(9));
    }

    private static BinanceDialogue dialogue(SubscribeForm form) {
        return new BinanceDialogue(BaseUrls.of(BASE), VenueTimeUnit.MICROSECOND, form, List.of());
    }

    private static List<FeedStream> symbols(int count) {
        List<FeedStream> symbols = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            symbols.add(new FeedStream(i + 1, "SYMBOL" + i + "USDT", false));
        }
        return symbols;
    }
}
