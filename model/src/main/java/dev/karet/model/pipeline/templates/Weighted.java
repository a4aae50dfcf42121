package dev.karet.model.pipeline.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Things that are drawn at random, some more often than others. Filled once, then only read. */
final class Weighted<T> {

    private final List<Choice<T>> choices = new ArrayList<>();
    private int total;

    private record Choice<T>(T value, int below) {}

    /** Adds {@code value}, drawn {@code weight} times where all others together are drawn as often as their weights say. */
    Weighted<T> with(T value, int weight) {
        total += weight;
        choices.add(new Choice<>(value, total));
        return this;
    }

    T draw(SplittableRandom random) {
        int drawn = random.nextInt(total);
        for (Choice<T> choice : choices) {
            if (drawn < choice.below()) return choice.value();
        }
        throw new IllegalStateException("the weights do not add up");
    }
}
