package io.tickgate.gateway.catalogue;

/** What the gateway counts, each where it happens. */
public enum GatewayEvent {
    CONNECTIONS_REFUSED("connections-refused", "Connections beyond the limit, answered with 503."),
    REQUESTS_REFUSED("requests-refused", "Requests that broke HTTP or a limit of it."),
    REQUESTS_TIMED_OUT("requests-timed-out", "Requests that were not complete in time."),
    SOCKETS_OPENED("sockets-opened", "WebSockets that got through the handshake."),
    SOCKETS_CLOSED("sockets-closed", "WebSockets that ended, for any reason."),
    SOCKETS_CLOSED_SLOW("sockets-closed-slow", "WebSockets closed because the client took nothing for too long."),
    SOCKETS_CLOSED_IDLE("sockets-closed-idle", "WebSockets closed because nothing was heard for too long."),
    SOCKETS_CLOSED_FAULTY(
            "sockets-closed-faulty", "WebSockets closed because the client broke the protocol or a limit."),
    PRICES_CONFLATED("prices-conflated", "Prices that a slow client was not sent because it could not take them then."),
    BETS_ANSWERED("bets-answered", "Bets answered by the engine."),
    BETS_REPEATED("bets-repeated", "Bets answered from the published state because their key was known."),
    BETS_UNDECIDED("bets-undecided", "Bets that the engine did not answer in time."),
    HOLDINGS_ANSWERED("holdings-answered", "Commands to set a holding that the engine answered."),
    HOLDINGS_UNDECIDED("holdings-undecided", "Commands to set a holding that the engine did not answer in time.");

    private final String label;
    private final String description;

    GatewayEvent(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Name in logs and metrics. */
    public String label() {
        return label;
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }
}
