// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A contender whose main classes are {@code <package>.Grep}, {@code .WordCount} and so on.
 *
 * @param name the name in tables
 * @param anyClassPath the class path for all workloads but launch; entries joined by the platform's path separator
 * @param launchClassPath that for launch, where each jar that is opened counts
 * @param jvmFlags what it cannot run without
 * @param mainPackage where its main classes are
 * @param throughputLanes how many sockets it reads when speed is measured; launch and latency have one
 * @param readsToEnd whether it reads to the end of the stream
 * @param options its own options
 */
record JavaContender(
        String name,
        String anyClassPath,
        String launchClassPath,
        List<String> jvmFlags,
        String mainPackage,
        int throughputLanes,
        boolean readsToEnd,
        Map<String, String> options)
        implements Contender {

    @Override
    public String classPath(Workload workload) {
        return workload == Workload.LAUNCH ? launchClassPath : anyClassPath;
    }

    @Override
    public String mainClass(Workload workload) {
        return mainPackage + "." + workload.mainClass();
    }

    @Override
    public int lanes(Workload workload) {
        return workload == Workload.LAUNCH || workload == Workload.LATENCY ? 1 : throughputLanes;
    }

    JavaContender with(String variantName, List<String> moreFlags, int lanes, Map<String, String> variantOptions) {
        List<String> flags =
                Stream.concat(jvmFlags.stream(), moreFlags.stream()).toList();
        return new JavaContender(
                variantName,
                anyClassPath,
                launchClassPath,
                flags,
                mainPackage,
                lanes,
                readsToEnd,
                Map.copyOf(variantOptions));
    }
}
