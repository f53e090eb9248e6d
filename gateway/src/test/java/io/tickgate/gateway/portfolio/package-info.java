/** Tests of holdings and their value. */
@NullMarked
package io.tickgate.gateway.portfolio;

import org.jspecify.annotations.NullMarked;
