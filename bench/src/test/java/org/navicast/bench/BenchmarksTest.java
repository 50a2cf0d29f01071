package org.navicast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark that JMH would find runs; once, and without a figure. */
class BenchmarksTest {

  @TestFactory
  Stream<DynamicTest> everyBenchmarkRuns() {
    OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    List<BenchmarkListEntry> found =
        List.copyOf(BenchmarkList.defaultList().getAll(silent, List.of()));
    assertThat(found).isNotEmpty();
    return found.stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getUsername(), () -> runOnce(entry)));
  }

  private static void runOnce(BenchmarkListEntry entry) throws ReflectiveOperationException {
    Class<?> type = Class.forName(entry.getUserClassQName());
    Object state = type.getDeclaredConstructor().newInstance();
    callAll(state, Setup.class);
    Method benchmark = type.getMethod(nameOf(entry));
    assertThat(benchmark.isAnnotationPresent(Benchmark.class)).isTrue();
    assertThat(benchmark.invoke(state)).isNotNull();
    callAll(state, TearDown.class);
  }

  private static void callAll(Object state, Class<? extends Annotation> kind)
      throws InvocationTargetException, IllegalAccessException {
    List<Method> methods =
        Arrays.stream(state.getClass().getMethods())
            .filter(method -> method.isAnnotationPresent(kind))
            .toList();
    for (Method method : methods) {
      method.invoke(state);
    }
  }

  private static String nameOf(BenchmarkListEntry entry) {
    return entry.getUsername().substring(entry.getUserClassQName().length() + 1);
  }
}
