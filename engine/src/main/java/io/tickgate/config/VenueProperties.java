package io.tickgate.config;

import java.util.List;

/**
 * The properties that each venue's section has, in the order of the file.
 *
 * @param enabled whether to connect.
 * @param webSocketUrl one or more bases.
 * @param restUrl base.
 * @param connectTimeout for TCP.
 * @param handshakeTimeout for TLS and WebSocket.
 * @param reconnectMin first upper limit of the random wait.
 * @param reconnectMax greatest one.
 * @param dataTimeout without data.
 * @param firstDataTimeout until the first data.
 * @param frameMax longest frame.
 * @param connectsMax attempts in 5 minutes.
 * @param breakerFailures failures that open the breaker.
 * @param breakerOpen how long it stays open.
 */
record VenueProperties(
        Property<Boolean> enabled,
        Property<List<String>> webSocketUrl,
        Property<String> restUrl,
        Property<Long> connectTimeout,
        Property<Long> handshakeTimeout,
        Property<Long> reconnectMin,
        Property<Long> reconnectMax,
        Property<Long> dataTimeout,
        Property<Long> firstDataTimeout,
        Property<Long> frameMax,
        Property<Long> connectsMax,
        Property<Long> breakerFailures,
        Property<Long> breakerOpen) {
    /** The properties of a venue's section. */
    static VenueProperties of(Venue venue) {
        String section = "venues." + venue.label() + ".";
        return new VenueProperties(
                new Property<>(section + "enabled", PropertyTypes.toggle()),
                new Property<>(section + "ws-url", PropertyTypes.urls("ws", "wss")),
                new Property<>(section + "rest-url", PropertyTypes.url("http", "https", false)),
                new Property<>(section + "connect-timeout", PropertyTypes.duration("100ms", "60s")),
                new Property<>(section + "handshake-timeout", PropertyTypes.duration("100ms", "60s")),
                new Property<>(section + "reconnect-min", PropertyTypes.duration("100ms", "60s")),
                new Property<>(section + "reconnect-max", PropertyTypes.duration("1s", "1h")),
                new Property<>(section + "data-timeout", PropertyTypes.duration("1s", "1h")),
                new Property<>(section + "first-data-timeout", PropertyTypes.duration("1s", "1h")),
                new Property<>(section + "frame-max", PropertyTypes.size("4k", "16m")),
                new Property<>(section + "connects-max", PropertyTypes.number(1, 300)),
                new Property<>(section + "breaker-failures", PropertyTypes.number(1, 100)),
                new Property<>(section + "breaker-open", PropertyTypes.duration("1s", "1h")));
    }

    /** All of them, in the order of the file. */
    List<Property<?>> all() {
        return List.of(
                enabled,
                webSocketUrl,
                restUrl,
                connectTimeout,
                handshakeTimeout,
                reconnectMin,
                reconnectMax,
                dataTimeout,
                firstDataTimeout,
                frameMax,
                connectsMax,
                breakerFailures,
                breakerOpen);
    }
}
