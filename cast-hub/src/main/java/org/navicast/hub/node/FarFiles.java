package org.navicast.hub.node;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.file.Few;
import org.navicast.hub.file.StoredFile;
import org.navicast.hub.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of other nodes, fetched slice by slice as a client takes them.
 *
 * <p>Slices travel beside the events. Only so many are under way at once, for all clients of this
 * node together, that a press is kept waiting by no more than those; and the node that has a file
 * keeps nothing in mind of who reads it.
 */
public final class FarFiles {
  static final String FILE = "file";
  static final String SLICE = "slice";

  /** A quarter of a MiB with all that are under way: two milliseconds of a line of a gigabit. */
  static final int SLICE_BYTES = 64 << 10;

  private static final int MOST_UNDER_WAY = 4;

  private final ClusterLink cluster;
  private final Few underWay = new Few(MOST_UNDER_WAY);

  FarFiles(ClusterLink cluster) {
    this.cluster = cluster;
  }

  /**
   * Looks for a file on the node that gave its id.
   *
   * @param found gets it, or null where that node knows of none
   * @param silent is called instead where the node gives no answer
   */
  public void find(long node, String id, Consumer<@Nullable StoredFile> found, Runnable silent) {
    cluster.ask(
        node,
        question(FILE, id),
        told -> {
          if (told == null) {
            silent.run();
          } else {
            found.accept(told.has("length") ? new FarFile(node, id, told) : null);
          }
        });
  }

  private static ObjectNode question(String kind, String id) {
    return ClusterLink.question(kind).put("id", id);
  }

  private final class FarFile implements StoredFile {
    private final long node;
    private final String id;
    private final JsonNode told;

    FarFile(long node, String id, JsonNode told) {
      this.node = node;
      this.id = id;
      this.told = told;
    }

    @Override
    public long length() {
      return told.path("length").asLong();
    }

    @Override
    public String fileName() {
      return Json.text(told, "fileName");
    }

    @Override
    public String type() {
      return Json.text(told, "type");
    }

    @Override
    public void read(long offset, int wanted, Consumer<@Nullable ByteBuffer> to) {
      int slice = Math.min(wanted, SLICE_BYTES);
      ObjectNode question = question(SLICE, id).put("offset", offset).put("length", slice);
      underWay.begin(
          () ->
              cluster.askBytes(
                  node,
                  question,
                  bytes -> {
                    underWay.ended();
                    boolean sound =
                        bytes != null && bytes.hasRemaining() && bytes.remaining() <= slice;
                    to.accept(sound ? bytes : null);
                  }));
    }

    @Override
    public void end() {}
  }
}
