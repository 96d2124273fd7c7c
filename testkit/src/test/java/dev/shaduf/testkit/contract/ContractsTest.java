// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Shows that each test of the contracts can fail, and fails alone when a plug-in breaks its rule. */
class ContractsTest {
    private static final Pattern RULE = Pattern.compile("(required|untested)_([A-Z]\\d+)_.*");
    private static final Pattern RULE_IN_TEXT = Pattern.compile("(?m)^\\*\\*([A-Z]\\d+)\\*\\* (MUST|SHOULD)");

    static Stream<String> receiverRules() {
        return rules("required", ReceiverContract.class);
    }

    static Stream<String> sourceRules() {
        return rules("required", SourceContract.class);
    }

    static Stream<String> sinkRules() {
        return rules("required", SinkContract.class);
    }

    static Stream<String> checkpointStoreRules() {
        return rules("required", CheckpointStoreContract.class);
    }

    @Test
    void shouldPassACheckpointStoreWithoutFlaw() {
        assertThat(failures("none", CheckpointStoreContractCase.class, f -> CheckpointStoreContractCase.flaw = f))
                .isEmpty();
    }

    static Stream<String> fileStoreRules() {
        return rules("required", FileStoreContract.class);
    }

    @Test
    void shouldPassAFileStoreWithoutFlaw() {
        assertThat(failures("none", FileStoreContractCase.class, f -> FileStoreContractCase.flaw = f))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checkpointStoreRules")
    void shouldCatchACheckpointStoreThatBreaksARule(String rule) {
        assertThat(failures(rule, CheckpointStoreContractCase.class, f -> CheckpointStoreContractCase.flaw = f))
                .containsExactly(rule);
    }

    @ParameterizedTest
    @MethodSource("fileStoreRules")
    void shouldCatchAFileStoreThatBreaksARule(String rule) {
        assertThat(failures(rule, FileStoreContractCase.class, f -> FileStoreContractCase.flaw = f))
                .containsExactly(rule);
    }

    @Test
    void shouldPassAReceiverWithoutFlaw() {
        assertThat(failures("none", ReceiverContractCase.class, f -> ReceiverContractCase.flaw = f))
                .isEmpty();
    }

    @Test
    void shouldPassASourceWithoutFlaw() {
        assertThat(failures("none", SourceContractCase.class, f -> SourceContractCase.flaw = f))
                .isEmpty();
    }

    @Test
    void shouldPassASinkWithoutFlaw() {
        assertThat(failures("none", SinkContractCase.class, f -> SinkContractCase.flaw = f))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("receiverRules")
    void shouldCatchAReceiverThatBreaksARule(String rule) {
        assertThat(failures(rule, ReceiverContractCase.class, f -> ReceiverContractCase.flaw = f))
                .containsExactly(rule);
    }

    @ParameterizedTest
    @MethodSource("sourceRules")
    void shouldCatchASourceThatBreaksARule(String rule) {
        assertThat(failures(rule, SourceContractCase.class, f -> SourceContractCase.flaw = f))
                .containsExactly(rule);
    }

    @ParameterizedTest
    @MethodSource("sinkRules")
    void shouldCatchASinkThatBreaksARule(String rule) {
        assertThat(failures(rule, SinkContractCase.class, f -> SinkContractCase.flaw = f))
                .containsExactly(rule);
    }

    @Test
    void shouldHaveATestOrAReasonForEveryRuleOfTheContracts() throws IOException {
        assertThat(rulesInText("receiver.md"))
                .isEqualTo(rules(".*", ReceiverContract.class).toList());
        assertThat(rulesInText("source.md"))
                .isEqualTo(rules(".*", SourceContract.class).toList());
        assertThat(rulesInText("sink.md"))
                .isEqualTo(rules(".*", SinkContract.class).toList());
        assertThat(rulesInText("checkpoint-store.md"))
                .isEqualTo(rules(".*", CheckpointStoreContract.class).toList());
        assertThat(rulesInText("file-store.md"))
                .isEqualTo(rules(".*", FileStoreContract.class).toList());
    }

    private static List<String> failures(String flaw, Class<?> kit, Consumer<String> setter) {
        setter.accept(flaw);
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .execute()
                .testEvents();
        assertThat(tests.finished().count()).isGreaterThan(10);
        return tests.failed().stream()
                .map(event -> ruleOf(event.getTestDescriptor().getDisplayName()))
                .toList();
    }

    private static String ruleOf(String name) {
        Matcher matcher = RULE.matcher(name);
        return matcher.matches() ? matcher.group(2) : name;
    }

    private static Stream<String> rules(String kind, Class<?> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> RULE.matcher(name).matches() && name.matches(kind + "_.*"))
                .map(ContractsTest::ruleOf)
                .sorted(Comparator.comparing(rule -> Integer.parseInt(rule.substring(1))));
    }

    private static List<String> rulesInText(String file) throws IOException {
        return RULE_IN_TEXT
                .matcher(Files.readString(Path.of("../docs/contracts", file)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
