/** The input ring: everything that can change a decision enters here and gets its sequence. */
@NullMarked
package io.tickgate.input;

import org.jspecify.annotations.NullMarked;
