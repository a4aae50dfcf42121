package dev.karet.store;

import dev.karet.model.settings.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the bucket is and how patient its client may be. Immutable.
 *
 * @param endpoint the store's address; empty for AWS S3 of {@code region}. With an endpoint the bucket goes into the path
 * @param region the signing region; any text for most stores other than AWS
 * @param bucket the one bucket
 * @param credentials empty to take them as the AWS SDK finds them (environment, profile, instance role)
 * @param deadline how long one call may take with all its retries; transfers get more in proportion to their size
 */
public record StoreSettings(
        Optional<URI> endpoint,
        String region,
        String bucket,
        Optional<StoreCredentials> credentials,
        Duration deadline) {

    /** The deadline unless someone has a reason for another. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

    /** The bucket unless someone names another. */
    public static final String DEFAULT_BUCKET = "karet-data";

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** The slowest line that a transfer puts up with. */
    private static final long SLOWEST_BYTES_PER_SECOND = 256 * 1024;

    public StoreSettings {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("a store needs the name of its bucket");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the deadline must be longer than nothing: " + deadline);
        }
    }

    /** Settings for a store at {@code endpoint}, with the default deadline. */
    public static StoreSettings at(URI endpoint, String bucket, StoreCredentials credentials) {
        return new StoreSettings(
                Optional.of(endpoint), "us-east-1", bucket, Optional.of(credentials), DEFAULT_DEADLINE);
    }

    /**
     * Reads where the store is: {@code S3_BUCKET}, {@code AWS_ENDPOINT_URL}, {@code AWS_REGION} and the pair of keys. Faults are noted in
     * {@code env}.
     */
    public static StoreSettings read(Environment env) {
        String bucket = env.text("S3_BUCKET").orElse(DEFAULT_BUCKET);
        if (!BUCKET.matcher(bucket).matches()) {
            env.fault(
                    "S3_BUCKET",
                    bucket,
                    "is not a bucket's name",
                    "Use 3 to 63 lower-case letters, digits, dots and dashes.");
            bucket = DEFAULT_BUCKET;
        }
        Optional<String> key = env.text("AWS_ACCESS_KEY_ID");
        Optional<String> secret = env.text("AWS_SECRET_ACCESS_KEY");
        if (key.isPresent() && secret.isEmpty()) {
            env.fault(
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not.",
                    "Set both or neither.");
        }
        if (secret.isPresent() && key.isEmpty()) {
            env.fault(
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not.",
                    "Set both or neither.");
        }
        Optional<StoreCredentials> credentials =
                key.flatMap(id -> secret.map(hidden -> new StoreCredentials(id, hidden)));
        return new StoreSettings(
                env.address("AWS_ENDPOINT_URL"),
                env.text("AWS_REGION").orElse("us-east-1"),
                bucket,
                credentials,
                DEFAULT_DEADLINE);
    }

    /** The same settings with another deadline. */
    public StoreSettings within(Duration deadline) {
        return new StoreSettings(endpoint, region, bucket, credentials, deadline);
    }

    /** The deadline of a call that moves {@code bytes}. */
    Duration deadlineFor(long bytes) {
        return deadline.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
    }

    /** The store's address as a person would name it. */
    public String place() {
        return endpoint.map(URI::toString).orElse("AWS S3 in " + region);
    }
}
