package dev.karet.e2e.publish;

/** Small runs of different kinds over one pipeline, {@code orders} into {@code sales} by month and {@code log} in one piece. */
enum RunKind {
    FIRST {
        @Override
        boolean hasRunBefore() {
            return false;
        }
    },
    ADDED_FILE {
        @Override
        void change(PipelineFolder pipeline) {
            pipeline.put("raw/orders/b2.csv", "day,what,price\n2024-02-11,rum,7.00\n2024-02-30,gin,8.00\n");
        }
    },
    REPLACED_FILE {
        @Override
        void change(PipelineFolder pipeline) {
            pipeline.put("raw/orders/b.csv", "day,what,price\n2024-01-09,bun,0.90\n2024-03-01,bun,1.10\n");
        }
    },
    REMOVED_PARTITION {
        @Override
        void change(PipelineFolder pipeline) {
            pipeline.delete("raw/orders/c.csv");
            pipeline.put("raw/orders/b.csv", "day,what,price\n2024-01-31,salt,2.50\n");
        }
    },
    CHANGED_CONFIG {
        @Override
        void change(PipelineFolder pipeline) {
            pipeline.put("pipeline.json", config("lower"));
        }
    },
    CLEAN {
        @Override
        boolean clean() {
            return true;
        }
    };

    /** A pipeline before the run, three files in two months with a row that is rejected, and what ran before them. */
    PipelineFolder prepared(Prior prior) {
        PipelineFolder pipeline = PipelineFolder.empty();
        pipeline.put("pipeline.json", config("upper"));
        pipeline.put("raw/orders/a.csv", "day,what,price\n2024-01-01,tea,1.10\n2024-01-02,bun,2.20\n");
        pipeline.put("raw/orders/b.csv", "day,what,price\n2024-01-31,salt,2.50\n2024-02-01,salt,2.60\nsoon,x,1\n");
        pipeline.put("raw/orders/c.csv", "day,what,price\n2024-02-29,tea,1.20\n2024-01-01,tea,1.30\n");
        if (hasRunBefore()) {
            prior.run(pipeline);
        }
        return pipeline;
    }

    /** How an earlier run is made. */
    interface Prior {
        void run(PipelineFolder pipeline);
    }

    boolean hasRunBefore() {
        return true;
    }

    /** What people did since then. */
    void change(PipelineFolder pipeline) {}

    boolean clean() {
        return false;
    }

    /** @param spelling a function over text, which both tables use */
    static String config(String spelling) {
        return document(SALES + "," + LOG, SALES_TABLE + "," + LOG_TABLE).replace("SPELLING", spelling);
    }

    /** The configuration without {@code log}, so that everything is partitioned by month. */
    static String salesOnly() {
        return document(SALES, SALES_TABLE).replace("SPELLING", "upper");
    }

    private static String document(String mappings, String tables) {
        return """
                {"version":1,
                 "source_containers":[{"id":"orders","name":"Orders","path_prefix":"raw/orders/","schema":[
                    {"name":"day","type":"string"},{"name":"what","type":"string"},{"name":"price","type":"decimal(9,2)"}]}],
                 "lookup_mappings":[],"mappings":[%s],"analytic_tables":[%s]}
                """.formatted(mappings, tables);
    }

    private static final String SALES = """
            {"id":"orders-sales","source_container_id":"orders","analytic_table_id":"sales",
             "partition_by":{"column":"day","granularity":"month"},
             "columns":[
               {"name":"day","expr":{"kind":"parse_date","input":{"kind":"col","name":"day"},"format":"%Y-%m-%d"}},
               {"name":"what","expr":{"kind":"SPELLING","input":{"kind":"col","name":"what"}}},
               {"name":"price","expr":{"kind":"col","name":"price"}}]}""";
    private static final String LOG = """
            {"id":"orders-log","source_container_id":"orders","analytic_table_id":"log",
             "columns":[{"name":"what","expr":{"kind":"SPELLING","input":{"kind":"col","name":"what"}}}]}""";
    private static final String SALES_TABLE = """
            {"id":"sales","name":"Sales","schema":[{"name":"day","type":"date"},
               {"name":"what","type":"string"},{"name":"price","type":"decimal(9,2)"}]}""";
    private static final String LOG_TABLE = """
            {"id":"log","name":"Log","schema":[{"name":"what","type":"string"}]}""";
}
