// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The architecture as rules over sets of classes; {@link ArchitectureTest} says which rule holds where. */
final class Rules {
    private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";

    private static final Set<String> OTHER_LOGS = Set.of(
            "java.util.logging.",
            "java.lang.System$Logger",
            "org.apache.commons.logging.",
            "org.apache.log4j.",
            "org.apache.logging.",
            "ch.qos.logback.");

    private Rules() {}

    static ArchRule everyPackageIsListed(PackageOrder order) {
        return everyClass("be in a package that the order lists", c -> order.lists(c.getPackageName()));
    }

    static ArchRule importsFollow(PackageOrder order) {
        return everyImport(
                "go to the same row of the package order or to one above",
                (from, to) -> order.allows(from.getPackageName(), to.getPackageName()));
    }

    static ArchRule noPackageCycles() {
        return slices().assignedFrom(new ByPackage()).should().beFreeOfCycles();
    }

    static ArchRule everyPackageIsNullMarked() {
        return everyClass(
                "be in a package that is @NullMarked", c -> c.getPackage().isAnnotatedWith(NULL_MARKED));
    }

    /** Nobody logs but through slf4j: a library brings no back end, and does not choose the user's. */
    static ArchRule logsGoThroughSlf4j() {
        return everyImport(
                "not go to a logging library other than slf4j",
                (from, to) ->
                        OTHER_LOGS.stream().noneMatch(other -> to.getName().startsWith(other))
                                || isDemandedOfDataSources(from, to));
    }

    private static boolean isDemandedOfDataSources(JavaClass from, JavaClass to) {
        return to.isEquivalentTo(java.util.logging.Logger.class)
                && from.isAssignableTo(javax.sql.CommonDataSource.class);
    }

    /** A module keeps to its root package, and away from that of another module. */
    static ArchRule packagesBelongTo(String module, Map<String, String> rootPackages) {
        return everyClass("be in the root package of " + module, c -> module.equals(moduleOf(c, rootPackages)));
    }

    /** Nobody enters another module's internal packages, but for the named friends, who may enter those of core. */
    static ArchRule internalsStayInside(Map<String, String> rootPackages, Set<String> friendsOfCore) {
        return everyImport("stay out of the internal packages of other modules", (from, to) -> {
            String source = moduleOf(from, rootPackages);
            String target = moduleOf(to, rootPackages);
            return !isInternal(to)
                    || target.equals(source)
                    || target.isEmpty()
                    || (target.equals("core") && friendsOfCore.contains(source));
        });
    }

    static ArchRule connectorsIgnoreEachOther(Map<String, String> rootPackages) {
        return everyImport("not go from one connector to another", (from, to) -> {
            String source = moduleOf(from, rootPackages);
            String target = moduleOf(to, rootPackages);
            return !isConnector(source) || !isConnector(target) || source.equals(target);
        });
    }

    private static boolean isConnector(String module) {
        return module.startsWith("source-") || module.startsWith("sink-");
    }

    private static boolean isInternal(JavaClass c) {
        return ("." + c.getPackageName() + ".").contains(".internal.");
    }

    /** The module with the longest root package around the class, or an empty string. */
    private static String moduleOf(JavaClass c, Map<String, String> rootPackages) {
        String found = "";
        for (Map.Entry<String, String> entry : rootPackages.entrySet()) {
            boolean inside = (c.getPackageName() + ".").startsWith(entry.getValue() + ".");
            if (inside
                    && (found.isEmpty()
                            || entry.getValue().length()
                                    > rootPackages.get(found).length())) {
                found = entry.getKey();
            }
        }
        return found;
    }

    private static ArchRule everyClass(String what, Predicate<JavaClass> holds) {
        return classes().should(new ArchCondition<>(what) {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                if (!holds.test(c)) {
                    events.add(violated(c, c.getName() + " is in " + c.getPackageName()));
                }
            }
        });
    }

    private static ArchRule everyImport(String what, BiPredicate<JavaClass, JavaClass> holds) {
        return classes().should(new ArchCondition<>("have imports that " + what) {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                for (Dependency dependency : c.getDirectDependenciesFromSelf()) {
                    if (!holds.test(c, dependency.getTargetClass().getBaseComponentType())) {
                        events.add(violated(c, dependency.getDescription()));
                    }
                }
            }
        });
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass c) {
            return SliceIdentifier.of(c.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
