/** Tests of the published state, and its writer for tests of those who read it. */
@NullMarked
package io.tickgate.publish;

import org.jspecify.annotations.NullMarked;
