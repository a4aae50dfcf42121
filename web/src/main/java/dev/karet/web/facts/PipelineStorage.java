package dev.karet.web.facts;

import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.Slug;

/**
 * What a pipeline takes in the store. Immutable.
 *
 * @param raw what was uploaded
 * @param clean the published tables
 * @param other everything else
 * @param counted whether all of its objects are in the numbers
 */
public record PipelineStorage(Slug slug, Amount raw, Amount clean, Amount other, boolean counted) {

    /** Some objects and their bytes together. */
    public record Amount(long objects, long bytes) {

        static final Amount NONE = new Amount(0, 0);

        private Amount with(ObjectInfo object) {
            return new Amount(objects + 1, bytes + object.size());
        }
    }

    /** The pipeline before anything of it was counted. */
    static PipelineStorage nothingOf(Slug slug) {
        return new PipelineStorage(slug, Amount.NONE, Amount.NONE, Amount.NONE, false);
    }

    PipelineStorage with(ObjectInfo object) {
        if (object.key().startsWith(Layout.raw(slug))) {
            return new PipelineStorage(slug, raw.with(object), clean, other, counted);
        }
        if (object.key().startsWith(Layout.clean(slug))) {
            return new PipelineStorage(slug, raw, clean.with(object), other, counted);
        }
        return new PipelineStorage(slug, raw, clean, other.with(object), counted);
    }

    /** The same, nothing more being to come. */
    PipelineStorage whole() {
        return new PipelineStorage(slug, raw, clean, other, true);
    }
}
