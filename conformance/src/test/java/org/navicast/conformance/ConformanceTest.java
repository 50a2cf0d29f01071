package org.navicast.conformance;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The gateway's client does in every case what the case says. */
@Execution(ExecutionMode.CONCURRENT)
class ConformanceTest {
  @TestFactory
  Stream<DynamicTest> theGatewaysClient() throws IOException {
    return CaseFiles.read(Path.of("cases")).stream()
        .map(each -> DynamicTest.dynamicTest(each.id() + ": " + each.title(), () -> play(each)));
  }

  private static void play(Case each) throws Exception {
    try {
      Play.play(each, GatewayClient::new, 0, 0);
    } catch (Failure e) {
      fail(each.clause() + "\n" + e.getMessage(), e);
    }
  }
}
