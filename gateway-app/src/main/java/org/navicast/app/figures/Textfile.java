package org.navicast.app.figures;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that a node exporter reads. Prometheus' own text format, since its textfile collector
 * reads no other: what OpenMetrics calls a counter has no type there.
 *
 * @param file whole at any moment: each is written beside it and renamed
 */
record Textfile(Path file) implements Sink {
  private static final String ADVICE =
      "; its folder must be there, and this program must be allowed to write into it";

  /** The exporter is another user. */
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public void write(MetricSnapshots figures) throws IOException {
    try {
      replace(figures);
    } catch (AccessDeniedException e) {
      throw new IOException("not allowed" + ADVICE, e);
    } catch (NoSuchFileException e) {
      throw new IOException("no such folder" + ADVICE, e);
    }
  }

  private void replace(MetricSnapshots figures) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(next)) {
      PrometheusTextFormatWriter.create().write(out, figures, EscapingScheme.ALLOW_UTF8);
    }
    if (Files.getFileStore(next).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(next, READABLE); // a service hides its files by its umask
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What is no longer true is not left to be read. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
