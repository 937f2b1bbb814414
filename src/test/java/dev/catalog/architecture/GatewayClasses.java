package dev.catalog.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The compiled classes, read once for all rules. */
final class GatewayClasses {

    /** The gateway's classes and those of its tests. */
    static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.catalog");

    /** The gateway's classes. */
    static final JavaClasses MAIN = ALL.that(describe("are no tests", GatewayClasses::isMain));

    private GatewayClasses() {}

    private static boolean isMain(JavaClass type) {
        return type.getSource()
                .map(source -> !source.getUri().getPath().contains("/test-classes/"))
                .orElse(false);
    }
}
