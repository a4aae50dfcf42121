package dev.karet.bench;

/**
 * What something took. On a machine that others use too, CPU time compares better than wall time.
 *
 * @param wall seconds on the clock
 * @param cpu seconds of all processors together
 */
record Cost(double wall, double cpu) {}
