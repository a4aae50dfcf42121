package dev.karet.model.dashboard;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;

/** Numbers that must lie between two others. */
final class Bounds {

    private Bounds() {}

    /** Reports {@code number} unless it lies between {@code least} and {@code most}, both included. */
    static void check(double number, int least, int most, JsonPointer at, Problems errors) {
        if (number >= least && number <= most) return;
        errors.add(
                "out_of_range",
                at,
                "The number " + shown(number) + " is out of range here.",
                "Use one from " + least + " to " + most + ".");
    }

    private static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
