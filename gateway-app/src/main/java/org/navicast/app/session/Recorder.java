package org.navicast.app.session;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.navicast.app.config.DeviceConfig;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.input.Rigid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what devices say, on a thread of its own: whoever reads a device never waits for a
 * disk. What a slow disk cannot take is left out, and said so in the file; at {@link
 * SessionFile#MAX_BYTES} it ends.
 */
public final class Recorder implements Notebook, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private static final int MOST_WAITING = 10_000;

  /** Where a device is says nothing of what it does, and may say where the room is. */
  private static final Set<String> LEFT_OUT = Set.of("port", "host", "serial");

  /** Some are in files, which are not where the session is played. */
  private static final String FRAMES = "frames";

  private final Path file;
  private final LongSupplier nanoTime;
  private final long beganNanos;
  private final BufferedWriter out;
  private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Set<String> missed = new HashSet<>();

  /** By name, the devices that the file knows. */
  private final Map<String, Map<String, Object>> sections = new ConcurrentHashMap<>();

  /** Lines of devices that came later, to be written before what they say. */
  private final Queue<String> added = new ConcurrentLinkedQueue<>();

  private final Thread thread;
  private volatile boolean isClosed;
  private long bytes;

  private Recorder(Path file, BufferedWriter out, LongSupplier nanoTime) {
    this.file = file;
    this.out = out;
    this.nanoTime = nanoTime;
    this.beganNanos = nanoTime.getAsLong();
    this.thread = Thread.ofPlatform().daemon().name("recorder").unstarted(this::write);
  }

  /**
   * Begins a file, which must not be there yet.
   *
   * @param devices that may be heard
   * @param nanoTime the monotonic clock, in nanoseconds
   */
  public static Recorder start(Path file, List<DeviceConfig> devices, LongSupplier nanoTime)
      throws IOException {
    if (Files.exists(file)) {
      throw new IOException(file + " is there already; give the name of a new file");
    }
    BufferedWriter out =
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    Recorder recorder = new Recorder(file, out, nanoTime);
    recorder.line(Lines.HEAD);
    for (DeviceConfig device : devices) {
      Map<String, Object> section = section(device);
      recorder.sections.put(device.name(), section);
      recorder.line(Lines.device(section));
    }
    out.flush();
    recorder.thread.start();
    return recorder;
  }

  private static Map<String, Object> section(DeviceConfig device) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("name", device.name());
    section.put("driver", device.driver().id());
    device
        .settings()
        .values()
        .forEach(
            (key, value) -> {
              if (!LEFT_OUT.contains(key)) {
                section.putIfAbsent(key, value);
              }
            });
    section.computeIfPresent(
        FRAMES, (_, _) -> device.engine().frames().fixed().stream().map(Recorder::frame).toList());
    return section;
  }

  private static Map<String, Object> frame(FrameSettings.Fixed fixed) {
    Rigid motion = fixed.motion();
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("from", fixed.from());
    frame.put("to", fixed.to());
    frame.put("translation", List.of(motion.x(), motion.y(), motion.z()));
    frame.put("rotation", List.of(motion.qx(), motion.qy(), motion.qz(), motion.qw()));
    return frame;
  }

  /** The same devices, of which all that they say is written down. */
  public List<DeviceConfig> listeningTo(List<DeviceConfig> devices) {
    return devices.stream().map(this::listeningTo).toList();
  }

  /**
   * The same device, of which all that it says is written down. It may be one that was not there in
   * the beginning; but a file knows each by one section, so a device whose settings are others than
   * in the beginning is not written down any more.
   */
  public DeviceConfig listeningTo(DeviceConfig device) {
    String name = device.name();
    Map<String, Object> section = section(device);
    Map<String, Object> known = sections.putIfAbsent(name, section);
    if (known != null && !known.equals(section)) {
      LOG.warn(
          "{}: its settings were changed, so it is not recorded in {} any more; begin another file",
          name,
          file);
      accept(micros -> new Entry.Missed(micros, name));
      return device;
    }
    if (known == null) {
      added.add(Lines.device(section));
    }
    return device.drivenBy(new RecordedProvider(device.driver(), this));
  }

  @Override
  public void deaf(String device) {
    accept(micros -> new Entry.Missed(micros, device));
    LOG.warn("{}: what it says is not recorded; only serial ports, HID and trackers are", device);
  }

  /** Takes what happened now; from any thread. */
  @Override
  public void accept(EntryAt entry) {
    long micros = TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong() - beganNanos);
    Entry made = entry.at(micros);
    synchronized (missed) {
      if (missed.contains(made.device())
          && waiting.offer(new Entry.Missed(micros, made.device()))) {
        missed.remove(made.device());
      }
      if (missed.contains(made.device()) || !waiting.offer(made)) {
        missed.add(made.device());
      }
    }
  }

  /** Makes an entry of a time. */
  @FunctionalInterface
  interface EntryAt {
    Entry at(long micros);
  }

  private void write() {
    try (out) {
      long lastMicros = 0;
      while (!isClosed || !waiting.isEmpty()) {
        Entry entry = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (entry == null) {
          out.flush();
          continue;
        }
        for (String device = added.poll(); device != null; device = added.poll()) {
          line(device);
        }
        // Two threads may have looked at the clock and offered the other way round.
        lastMicros = Math.max(lastMicros, entry.micros());
        String text = Lines.of(entry);
        line(Lines.time(lastMicros) + text.substring(text.indexOf(' ')));
        if (bytes > SessionFile.MAX_BYTES - 2L * Lines.MAX_LENGTH) {
          LOG.warn("{} is full: what the devices say from now on is not recorded", file);
          break;
        }
      }
      long endMicros = TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong() - beganNanos);
      line(Lines.END + " " + Lines.time(Math.max(lastMicros, endMicros)));
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}; nothing is recorded any more", file, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.write('\n');
    bytes += text.length() + 1L;
  }

  /** Writes what is still waiting, and ends. */
  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
