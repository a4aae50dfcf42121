package dev.karet.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Every key of the bucket, in one place; no other class puts a key together.
 *
 * <p>What is Karet's own lies under {@code _karet/}, never under {@code raw/} or {@code clean/}, where readers with globs would take it
 * for data. Prefixes end in a slash.
 */
public final class Layout {

    /** The prefix that holds every pipeline. */
    public static final String PIPELINES = "pipelines/";

    /** The hash of the administrator's password. */
    public static final String ADMIN = "_auth/admin.json";

    /** The prefix of API tokens, one object each. */
    public static final String TOKENS = "_auth/tokens/";

    /** The version of this layout; a newer one than ours is refused. */
    public static final String FORMAT = "_karet/format.json";

    /** How the administrator likes to see things. */
    public static final String PREFERENCES = "_karet/preferences.json";

    /** The name of the one object of a partition. */
    public static final String DATA_FILE = "data.parquet";

    /** The prefix of what is being done to whole pipelines, one object for each pipeline that must not be touched meanwhile. */
    public static final String CHANGES = "_karet/changes/";

    /** The prefix of files that people dropped and that belong to no pipeline yet. */
    public static final String DROPS = "_karet/drops/";

    private static final String COMMIT = ".json.gz";
    private static final String COMMIT_DONE = ".done.json";
    private static final List<String> PASSING = List.of("lease/", "progress/", "cancel/", "staged/", "claims/");
    private static final String CONFIG = ".jsonl";
    private static final String LEASE = ".json";
    private static final String BEAT = ".beat";

    private static final String CLAIMS = "_karet/claims/";
    private static final Pattern REJECTS =
            Pattern.compile("_karet/rejects/job-\\d{13}-[0-9a-z]{6}/[0-9A-Za-z_-]+\\.jsonl");

    private Layout() {}

    /** {@code _karet/changes/<slug>.json}, what is being done to the pipeline as a whole; who creates it may do it. */
    public static String change(Slug slug) {
        return CHANGES + slug + ".json";
    }

    /** The pipeline whose change lies under {@code key}; empty when the key is no change's. */
    public static Optional<Slug> changeOf(String key) {
        if (!key.startsWith(CHANGES) || !key.endsWith(".json") || key.length() < CHANGES.length() + 6) {
            return Optional.empty();
        }
        var name = key.substring(CHANGES.length(), key.length() - ".json".length());
        return Slug.isValid(name) ? Optional.of(new Slug(name)) : Optional.empty();
    }

    /** {@code _karet/claims/}, by which services agree who does what of the things that no single pipeline has. */
    public static String claims() {
        return CLAIMS;
    }

    /** {@code _karet/claims/<name>}; who creates it does what it names. */
    public static String claim(String name) {
        return CLAIMS + segment(name);
    }

    /** {@code _karet/drops/<id>/}, which holds one dropped file. */
    public static String drop(String id) {
        return DROPS + segment(id) + "/";
    }

    /** {@code _karet/drops/<id>/<name>}, a dropped file under its own name. */
    public static String drop(String id, String name) {
        return drop(id) + segment(name);
    }

    /** {@code _auth/tokens/<id>.json}, what is known of one API token. */
    public static String token(String id) {
        return TOKENS + segment(id) + ".json";
    }

    /** {@code pipelines/<slug>/}. */
    public static String pipeline(Slug slug) {
        return PIPELINES + slug + "/";
    }

    /** {@code pipeline.json}, the pipeline's configuration. */
    public static String pipelineConfig(Slug slug) {
        return pipeline(slug) + "pipeline.json";
    }

    /** {@code preview.png}, the thumbnail on the home page. */
    public static String preview(Slug slug) {
        return pipeline(slug) + "preview.png";
    }

    /** {@code raw/}, what users upload. */
    public static String raw(Slug slug) {
        return pipeline(slug) + "raw/";
    }

    /**
     * The prefix of one container's files.
     *
     * @param pathPrefix as the configuration has it: under {@code raw/}, ending in a slash
     * @throws IllegalArgumentException when it is not, so that a run never reads outside its pipeline
     */
    public static String container(Slug slug, String pathPrefix) {
        if (!pathPrefix.startsWith("raw/") || !pathPrefix.endsWith("/") || !isPlain(pathPrefix)) {
            throw new IllegalArgumentException(
                    "a container's prefix lies under raw/ and ends in a slash: " + pathPrefix);
        }
        return pipeline(slug) + pathPrefix;
    }

    /**
     * One file of a container.
     *
     * @param pathPrefix as for {@link #container}
     * @param path one segment or more below it
     */
    public static String sourceFile(Slug slug, String pathPrefix, String path) {
        if (!isPlain(path + "/")) {
            throw new IllegalArgumentException("not a path below a container: \"" + path + "\"");
        }
        return container(slug, pathPrefix) + path;
    }

    /** {@code clean/}, what the worker publishes. */
    public static String clean(Slug slug) {
        return pipeline(slug) + "clean/";
    }

    /** {@code clean/<table>/}. */
    public static String table(Slug slug, String tableId) {
        return clean(slug) + segment(tableId) + "/";
    }

    /**
     * The data file of one partition.
     *
     * @param partition the Hive segments without outer slashes, {@code year=2024/month=05}; empty for an unpartitioned table
     */
    public static String partitionData(Slug slug, String tableId, String partition) {
        if (!partition.isEmpty() && (!isPlain(partition + "/") || partition.startsWith("/"))) {
            throw new IllegalArgumentException("not a partition: " + partition);
        }
        return table(slug, tableId) + (partition.isEmpty() ? "" : partition + "/") + DATA_FILE;
    }

    /** Whether the object under {@code key} is a data file of some table of the pipeline. */
    public static boolean isDataFile(Slug slug, String key) {
        String tables = clean(slug);
        return key.startsWith(tables) && key.endsWith("/" + DATA_FILE) && key.indexOf('/', tables.length()) > 0;
    }

    /** {@code dashboards/}, whose objects are one dashboard each. */
    public static String dashboards(Slug slug) {
        return pipeline(slug) + "dashboards/";
    }

    /** {@code dashboards/<name>.json}. */
    public static String dashboard(Slug slug, String name) {
        return dashboards(slug) + segment(name) + ".json";
    }

    /** {@code jobs/}, the history of runs. */
    public static String jobs(Slug slug) {
        return pipeline(slug) + "jobs/";
    }

    /**
     * What the keys of all records begin with whose runs were created in the same stretch of time as {@code at}.
     *
     * @param digits of the 13 of epoch milliseconds that say which stretch: 5 for about a day, 4 for eleven
     */
    public static String jobsAround(Slug slug, Instant at, int digits) {
        return jobs(slug) + "job-" + "%013d".formatted(at.toEpochMilli()).substring(0, digits);
    }

    /** {@code jobs/<job>.json}, the record of one run. */
    public static String job(Slug slug, JobId job) {
        return jobs(slug) + job + ".json";
    }

    /** The run whose record lies under {@code key}; empty when the key is no job record. */
    public static Optional<JobId> jobOf(Slug slug, String key) {
        var folder = jobs(slug);
        if (!key.startsWith(folder) || !key.endsWith(".json")) {
            return Optional.empty();
        }
        return JobId.parse(key.substring(folder.length(), key.length() - ".json".length()));
    }

    /** {@code _karet/} of a pipeline: everything there is ours. */
    public static String own(Slug slug) {
        return pipeline(slug) + "_karet/";
    }

    /** {@code _karet/config/}, the versions of the configuration. */
    public static String configs(Slug slug) {
        return own(slug) + "config/";
    }

    /** {@code _karet/config/<number>.jsonl}, one version of the configuration; who creates it has saved it. */
    public static String config(Slug slug, long number) {
        return configs(slug) + numbered(number) + CONFIG;
    }

    /** The number of the version that lies under {@code key}; empty when the key is no version's. */
    public static OptionalLong configOf(Slug slug, String key) {
        return number(key, configs(slug), CONFIG);
    }

    /**
     * Whether the object under {@code key} is of this moment only, so that a copy of the pipeline does without it: who holds it, how far runs
     * are, what waits, and data files on their way.
     */
    public static boolean isPassing(Slug slug, String key) {
        var own = own(slug);
        if (!key.startsWith(own)) return false;
        var rest = key.substring(own.length());
        return rest.equals("pending.json") || PASSING.stream().anyMatch(rest::startsWith);
    }

    /** {@code _karet/progress/}, how far runs are. */
    public static String progress(Slug slug) {
        return own(slug) + "progress/";
    }

    /** {@code _karet/progress/<job>.json}, how far a run is. */
    public static String progress(Slug slug, JobId job) {
        return progress(slug) + job + ".json";
    }

    /** {@code _karet/cancel/}, the wishes that runs should stop. */
    public static String cancels(Slug slug) {
        return own(slug) + "cancel/";
    }

    /** {@code _karet/cancel/<job>}, the wish that a run should stop. */
    public static String cancel(Slug slug, JobId job) {
        return cancels(slug) + job;
    }

    /** {@code _karet/rejects/}, the rows that runs rejected. */
    public static String rejects(Slug slug) {
        return own(slug) + "rejects/";
    }

    /** {@code _karet/rejects/<job>/}, the rows that a run rejected. */
    public static String rejects(Slug slug, JobId job) {
        return rejects(slug) + job + "/";
    }

    /** {@code _karet/rejects/<job>/<name>}, one file of rejected rows. */
    public static String rejectsFile(Slug slug, JobId job, String name) {
        return rejects(slug, job) + segment(name);
    }

    /**
     * The key of rejected rows that a job's record or a commit points to; empty when it points anywhere else, as a forged one may.
     *
     * @param relative below the pipeline's folder
     */
    public static Optional<String> rejectsAt(Slug slug, String relative) {
        return REJECTS.matcher(relative).matches() ? Optional.of(pipeline(slug) + relative) : Optional.empty();
    }

    /** {@code _karet/schedule.json}, when the pipeline runs by itself. */
    public static String schedule(Slug slug) {
        return own(slug) + "schedule.json";
    }

    /** {@code _karet/pending.json}, the one run that waits for its turn. */
    public static String pending(Slug slug) {
        return own(slug) + "pending.json";
    }

    /** {@code _karet/lookout.json}, the sources that a run was last started for without an event. */
    public static String lookout(Slug slug) {
        return own(slug) + "lookout.json";
    }

    /** {@code _karet/claims/}, by which services agree who does what for a pipeline. */
    public static String claims(Slug slug) {
        return own(slug) + "claims/";
    }

    /** {@code _karet/claims/<name>}; who creates it does what it names. */
    public static String claim(Slug slug, String name) {
        return claims(slug) + segment(name);
    }

    /** {@code _karet/queries/}, statements that users saved. */
    public static String savedQueries(Slug slug) {
        return own(slug) + "queries/";
    }

    /** {@code _karet/queries/<id>.json}, one saved statement. */
    public static String savedQuery(Slug slug, String id) {
        return savedQueries(slug) + segment(id) + ".json";
    }

    /** {@code _karet/commits/}, the history of what was published. */
    public static String commits(Slug slug) {
        return own(slug) + "commits/";
    }

    /** {@code _karet/commits/<number>.json.gz}; the record of a commit, whose creation publishes it. */
    public static String commit(Slug slug, long number) {
        return commits(slug) + numbered(number) + COMMIT;
    }

    /** {@code _karet/commits/<number>.done.json}, which says that every object of the commit has been in its place. */
    public static String commitDone(Slug slug, long number) {
        return commits(slug) + numbered(number) + COMMIT_DONE;
    }

    /** The number of the commit whose mark lies under {@code key}; empty when the key is no mark's. */
    public static OptionalLong commitDoneOf(Slug slug, String key) {
        return number(key, commits(slug), COMMIT_DONE);
    }

    /** The number of the commit whose record lies under {@code key}; empty when the key is no commit's. */
    public static OptionalLong commitOf(Slug slug, String key) {
        return number(key, commits(slug), COMMIT);
    }

    /** {@code _karet/lease/}, who runs and who ran the pipeline. */
    public static String leases(Slug slug) {
        return own(slug) + "lease/";
    }

    /** {@code _karet/lease/<number>.json}; who creates it holds the pipeline. */
    public static String lease(Slug slug, long number) {
        return leases(slug) + numbered(number) + LEASE;
    }

    /** {@code _karet/lease/<number>.beat}, by which the holder says that it lives, and when it is done. */
    public static String leaseBeat(Slug slug, long number) {
        return leases(slug) + numbered(number) + BEAT;
    }

    /** The number of the lease that lies under {@code key}; empty when the key is no lease's. */
    public static OptionalLong leaseOf(Slug slug, String key) {
        return number(key, leases(slug), LEASE);
    }

    /** {@code _karet/staged/}, data files on their way to where they are published. */
    public static String staged(Slug slug) {
        return own(slug) + "staged/";
    }

    /** {@code _karet/staged/<job>/<uuid>.parquet}. */
    public static String stagedFile(Slug slug, JobId job, String uuid) {
        return staged(slug) + job + "/" + segment(uuid) + ".parquet";
    }

    /** Ten digits, so that the order of keys is that of numbers. */
    private static String numbered(long number) {
        if (number < 1 || number > 9_999_999_999L) {
            throw new IllegalArgumentException("not a number of ten digits: " + number);
        }
        return "%010d".formatted(number);
    }

    private static OptionalLong number(String key, String folder, String ending) {
        int length = folder.length() + 10 + ending.length();
        if (key.length() != length || !key.startsWith(folder) || !key.endsWith(ending)) {
            return OptionalLong.empty();
        }
        String digits = key.substring(folder.length(), folder.length() + 10);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    /**
     * Whether the object under {@code key} is a file of source rows: its name ends in {@code .csv} or {@code .csv.gz} in any case and does
     * not begin with {@code _} or {@code .}.
     */
    public static boolean isSourceFile(String key) {
        var name = key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith("_") && !name.startsWith(".") && (name.endsWith(".csv") || name.endsWith(".csv.gz"));
    }

    /** The pipeline that the source file under {@code key} belongs to; empty when the key is no source file's. */
    public static Optional<Slug> pipelineOfSource(String key) {
        if (!key.startsWith(PIPELINES) || !isSourceFile(key)) {
            return Optional.empty();
        }
        var end = key.indexOf('/', PIPELINES.length());
        var name = end < 0 ? "" : key.substring(PIPELINES.length(), end);
        return Slug.isValid(name) && key.startsWith(raw(new Slug(name)))
                ? Optional.of(new Slug(name))
                : Optional.empty();
    }

    private static String segment(String name) {
        if (name.contains("/") || !isPlain(name + "/")) {
            throw new IllegalArgumentException("not one segment of a key: \"" + name + "\"");
        }
        return name;
    }

    /** Whether every segment of a path that ends in a slash has a name other than {@code .} and {@code ..}. */
    private static boolean isPlain(String path) {
        for (var name : path.substring(0, path.length() - 1).split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
