package dev.karet.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom, as ARCHITECTURE.md draws it. */
class ArchitectureTest {

    private static final JavaClasses KARET = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Other modules' tests come as jars when everything is built, and as folders when it is not packaged.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.karet");

    private static final String MODEL = "dev.karet.model..";
    private static final String STORE = "dev.karet.store";
    private static final String STORE_SERVER = "dev.karet.store.server..";
    private static final String TABLE = "dev.karet.table..";
    private static final String DUCKDB = "dev.karet.engine.duckdb..";
    private static final String INFER = "dev.karet.infer..";
    private static final String HTTP = "dev.karet.http..";
    private static final String WORKER = "dev.karet.worker..";
    private static final String WEB = "dev.karet.web..";
    private static final String APP = "dev.karet.app..";
    private static final String BROWSER = "dev.karet.browser..";

    /** Classes of {@code module} see, of ours, nothing but {@code allowed} and themselves. */
    private static void mayKnow(String module, String... allowed) {
        String[] all = new String[allowed.length + 1];
        all[0] = module;
        System.arraycopy(allowed, 0, all, 1, allowed.length);
        check(classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("dev.karet.."))
                                .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(all))));
    }

    private static void check(ArchRule rule) {
        rule.check(KARET);
    }

    @Test
    void theModelKnowsNobody() {
        mayKnow(MODEL);
    }

    @Test
    void storeAndEngineKnowTheModelOnly() {
        mayKnow(STORE, MODEL);
        check(noClasses()
                .that()
                .resideInAPackage("dev.karet.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, STORE_SERVER, TABLE, HTTP, WORKER, WEB, APP));
        check(noClasses()
                .that()
                .resideInAPackage("dev.karet.engine..")
                .and()
                .resideOutsideOfPackage(DUCKDB)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(DUCKDB));
    }

    @Test
    void detectionKnowsHowFilesAreReadAndNoEngine() {
        mayKnow(INFER, "dev.karet.engine", "dev.karet.engine.csv", "dev.karet.engine.text", MODEL);
    }

    @Test
    void theEmbeddedStoreAndTheTablesKnowTheStore() {
        mayKnow(STORE_SERVER, STORE, MODEL);
        mayKnow(TABLE, STORE, MODEL);
    }

    @Test
    void theWorkerKnowsThePortsAndNoEngine() {
        mayKnow(WORKER, TABLE, "dev.karet.engine", HTTP, STORE, MODEL);
    }

    @Test
    void theWebServiceKnowsThePortsAndNeitherEngineNorWorker() {
        mayKnow(WEB, TABLE, "dev.karet.engine.query", INFER, HTTP, STORE, MODEL);
        mayKnow(HTTP, MODEL);
    }

    @Test
    void theBrowserSeesTheProductFromOutside() {
        check(noClasses()
                .that()
                .resideInAPackage(BROWSER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, STORE_SERVER, TABLE, "dev.karet.engine..", HTTP, WORKER, WEB));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(BROWSER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BROWSER));
    }

    @Test
    void thirdPartiesStayBehindTheirDoors() {
        only("java.sql..", DUCKDB);
        only("org.duckdb..", DUCKDB);
        only("org.apache.parquet..", TABLE, "dev.karet.engine.duckdb.parquet..");
        only("software.amazon.awssdk..", STORE, STORE_SERVER);
        only("org.gaul..", STORE_SERVER);
        only("org.jclouds..", STORE_SERVER);
        only("tools.jackson..", "dev.karet.model.json..");
        only("io.javalin..", HTTP, "dev.karet.worker.http..", "dev.karet.web.http..");
        only("org.eclipse.jetty..", HTTP, STORE_SERVER);
        only("io.micrometer..", HTTP, "dev.karet.worker.http..", "dev.karet.web.http..");
        only("org.bouncycastle..", "dev.karet.web.auth..");
        only("com.cronutils..", "dev.karet.web.schedules..");
        only("org.snakeyaml..", "dev.karet.web.http..");
        only("org.apache.fontbox..", "dev.karet.web.preview..");
        only("org.apache.pdfbox..", "dev.karet.web.preview..");
        only("java.awt..", "dev.karet.web.preview..");
        only("picocli..", APP);
        only("com.microsoft.playwright..", BROWSER);
    }

    private static void only(String thirdParty, String... doors) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(doors)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(thirdParty)
                .allowEmptyShould(true));
    }

    @Test
    void whatServicesDoKnowsNoHttp() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.karet.worker")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HTTP, "dev.karet.worker.http.."));
        check(noClasses()
                .that()
                .resideInAPackage(WEB)
                .and()
                .resideOutsideOfPackage("dev.karet.web.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HTTP, "dev.karet.web.http.."));
    }
}
