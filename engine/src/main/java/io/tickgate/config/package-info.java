/**
 * The configuration: read, checked and printed once, on the starting thread, before any other thread starts.
 *
 * <pre>
 *   -D overrides ─┐
 *   environment  ─┼─► Catalogue (name, type, range) ─► TickgateConfig: one immutable record a section
 *   user's file  ─┤          │
 *   built-in file ┘          └─► ConfigurationException: every problem at once
 * </pre>
 *
 * <p>In: {@code config/tickgate.conf}, which is also the built-in file, a user's file, overrides, the environment. Out: sections; a
 * class gets its section and never reads a property itself. Nothing is dropped: what is unknown stops the start.
 */
@NullMarked
package io.tickgate.config;

import org.jspecify.annotations.NullMarked;
