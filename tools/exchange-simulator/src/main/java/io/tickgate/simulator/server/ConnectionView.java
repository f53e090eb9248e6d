package io.tickgate.simulator.server;

import java.util.List;

/**
 * One connection as the state shows it.
 *
 * @param id counted from 1 since the start
 * @param combined whether payloads are wrapped with their stream's name
 * @param streams as asked for
 */
public record ConnectionView(long id, boolean combined, List<String> streams) {}
