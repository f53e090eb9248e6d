/**
 * The whole way of a tick and of a bet, in one thread and in virtual time, where a seed decides everything: venues, network, back-fill, disk,
 * process, wall clock, clients. What comes out is judged by checkers that know what truly happened and share no code with what they judge.
 * Nothing here leaves the tests.
 */
@NullMarked
package io.tickgate.simulation;

import org.jspecify.annotations.NullMarked;
