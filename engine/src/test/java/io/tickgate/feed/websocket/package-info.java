/** Tests of the WebSocket client, and a venue on a loopback socket for all tests of the feeds. */
@NullMarked
package io.tickgate.feed.websocket;

import org.jspecify.annotations.NullMarked;
