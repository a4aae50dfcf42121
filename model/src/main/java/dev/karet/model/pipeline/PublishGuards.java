package dev.karet.model.pipeline;

import java.util.OptionalDouble;

/**
 * When a run is held back instead of published, so that a person looks at it first. Immutable.
 *
 * @param maxRejectedShare how much of a table's rows may be rejected, from 0 to 1
 * @param maxShrinkShare how much of its rows a table may lose, from 0 to 1
 */
public record PublishGuards(OptionalDouble maxRejectedShare, OptionalDouble maxShrinkShare, OtherFields other) {}
