package org.navicast.hub.node;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.file.StoredFile;
import org.navicast.hub.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** What this node answers when another one asks for a file of it. */
final class FileAnswers {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final ThisNode here;
  private final LongSupplier mostBytes;

  /**
   * @param mostBytes that one answer can carry now
   */
  FileAnswers(ThisNode here, LongSupplier mostBytes) {
    this.here = here;
    this.mostBytes = mostBytes;
  }

  /** Says how long it is and what; without a length where it is not there. */
  ObjectNode describe(ObjectNode question) {
    ObjectNode told = Json.object();
    StoredFile file = open(question);
    if (file != null) {
      told.put("length", file.length()).put("fileName", file.fileName()).put("type", file.type());
      file.end();
    }
    return told;
  }

  /**
   * Reads a slice.
   *
   * @param to gets it, later; empty where the file is gone or has no such slice
   */
  void read(ObjectNode question, Consumer<ByteBuffer> to) {
    StoredFile file = open(question);
    if (file == null) {
      to.accept(NOTHING);
      return;
    }
    long offset = question.path("offset").asLong(0);
    long length = Math.min(question.path("length").asLong(0), mostBytes.getAsLong());
    boolean sound = 0 <= offset && 0 < length && length <= FarFiles.SLICE_BYTES;
    if (!sound || length > file.length() - offset) {
      file.end();
      to.accept(NOTHING);
      return;
    }
    file.read(
        offset,
        (int) length,
        bytes -> {
          file.end();
          to.accept(bytes == null ? NOTHING : bytes);
        });
  }

  private @Nullable StoredFile open(ObjectNode question) {
    return here.openFile(Json.text(question, "id"));
  }
}
