package io.tickgate.feed.rest;

/**
 * A venue as the agents see it.
 *
 * @param host to ask.
 * @param outage what is known of its WebSocket and its streams.
 */
public record RestVenue(VenueHost host, VenueOutage outage) {}
