package org.navicast.app.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.navicast.gateway.input.Rigid;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A motion that was found, as a file that a configuration names under {@code frames}.
 *
 * @param by how it was found
 */
public record TransformFile(String from, String to, String by, Fit fit, Instant made) {

  /**
   * Writes it to a file that is not there yet.
   *
   * @throws IOException when it is there, or cannot be written
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, yaml(), StandardOpenOption.CREATE_NEW);
  }

  String yaml() {
    Rigid m = fit.motion();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("from", from);
    content.put("to", to);
    content.put("translation", List.of(rounded(m.x()), rounded(m.y()), rounded(m.z())));
    content.put("rotation", List.of(m.qx(), m.qy(), m.qz(), m.qw()));
    content.put("by", by);
    content.put("error-millimetres", rounded(fit.rmsMillimetres()));
    content.put("made", made.truncatedTo(ChronoUnit.SECONDS).toString());
    DumpSettings style =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).setSplitLines(false).build();
    return new Dump(style).dumpToString(content);
  }

  /** To a nanometre, so that people can read it. */
  private static double rounded(double millimetres) {
    return Math.round(millimetres * 1e6) / 1e6;
  }
}
