package io.tickgate.feed.rest;

/**
 * A request to a venue, without its host and without its key.
 *
 * @param pathAndQuery from the first slash on, encoded.
 * @param weight that the venue counts for it, at least 1.
 */
record RestRequest(String pathAndQuery, int weight) {}
