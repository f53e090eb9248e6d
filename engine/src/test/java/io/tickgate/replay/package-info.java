/** Tests of the replay's comparisons. */
@NullMarked
package io.tickgate.replay;

import org.jspecify.annotations.NullMarked;
