package io.tickgate.feed.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encodes what stands in a path or a query: symbols of Binance may be of any script. Any thread may call. */
final class UrlText {
    private UrlText() {}

    static String encode(String text) {
        // URLEncoder makes forms, where a space is a plus; in a path that would be a plus.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
