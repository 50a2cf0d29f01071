package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navicast.cast.retry.Backoff;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.DeviceStatus.State;
import org.navicast.gateway.input.InputEvent;

/** One device's ups and downs; waits between attempts are recorded instead of waited for. */
@Timeout(60)
class DeviceSupervisorTest {
  private final AtomicLong nanos = new AtomicLong();
  private final FakeProvider provider = new FakeProvider();
  private final Recorder<InputEvent> heard = new Recorder<>();
  private final Recorder<Long> pauses = new Recorder<>();
  private DeviceSupervisor supervisor = supervisor(pauses::accept);

  @AfterEach
  void end() throws Exception {
    supervisor.close();
    supervisor.ended().get(1, TimeUnit.SECONDS);
  }

  @Test
  void aDeviceThatIsUnpluggedAndReplugged() throws Exception {
    supervisor.start();
    FakeDriver first = provider.drivers.next();
    first.connect();
    assertStatus(State.CONNECTED, "");

    first.fail(new IOException("the cable was pulled"));
    assertStatus(State.LOST, "the cable was pulled");

    provider.drivers.next().connect();
    assertStatus(State.CONNECTED, "");
    assertTrue(first.isClosed());
  }

  @Test
  void whatADriverThrowsThoughItShouldNotIsAFaultOfItsDeviceOnly() throws Exception {
    supervisor.start();
    provider.drivers.next().fail(new IllegalStateException("secret"));
    assertStatus(State.FAULTED, "its driver failed: IllegalStateException");

    provider.drivers.next().fail(new UnsatisfiedLinkError("no such library"));
    assertStatus(State.FAULTED, "its driver failed: UnsatisfiedLinkError");

    provider.drivers.next().connect();
    assertStatus(State.CONNECTED, "");
  }

  @Test
  void aDriverThatReturnsByItselfHasLostItsDevice() throws Exception {
    supervisor.start();
    provider.drivers.next().returnByItself();

    assertStatus(State.LOST, "its driver ended");
  }

  @Test
  void aFailureWithoutWordsStillSaysSomething() throws Exception {
    supervisor.start();
    provider.drivers.next().fail(new EOFException());

    assertStatus(State.LOST, "its connection failed: EOFException");
  }

  @Test
  void settingsThatAreRefusedLaterAreAFault() throws Exception {
    provider.refusal = new SettingsException("devices[0].port", "is missing");
    supervisor.start();

    assertStatus(State.FAULTED, "devices[0].port is missing");
    provider.drivers.next().connect();
    assertStatus(State.CONNECTED, "");
  }

  @Test
  void theWaitsDoubleUpToTheirCeiling() throws Exception {
    supervisor.start();
    for (long expected : List.of(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L)) {
      provider.drivers.next().fail(new IOException("no such port"));
      assertEquals(expected, pauses.next());
    }
  }

  @Test
  void aDeviceThatStayedForAWhileIsSoonTriedAgain() throws Exception {
    supervisor.start();
    provider.drivers.next().fail(new IOException("no such port"));
    assertEquals(100, pauses.next());

    FakeDriver steady = provider.drivers.next();
    steady.connect();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
    steady.fail(new IOException("the cable was pulled"));
    assertEquals(100, pauses.next());
  }

  @Test
  void aDriverThatSaysItselfThatItsDeviceWentIsTreatedAlike() throws Exception {
    supervisor.start();
    provider.drivers.next().fail(new IOException("no such port"));
    assertEquals(100, pauses.next());

    FakeDriver steady = provider.drivers.next();
    steady.connect();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
    steady.say(new DeviceStatus("pedals", nanos.get(), State.LOST, "the peer closed", "", ""));
    steady.fail(new IOException("the peer closed"));
    assertEquals(100, pauses.next());
  }

  @Test
  void aDeviceThatComesAndGoesIsNot() throws Exception {
    supervisor.start();
    provider.drivers.next().fail(new IOException("no such port"));
    assertEquals(100, pauses.next());

    FakeDriver brief = provider.drivers.next();
    brief.connect();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(4_999));
    brief.fail(new IOException("the cable was pulled"));
    assertEquals(200, pauses.next());
  }

  @Test
  void whatADriverSaysAfterItFailedIsNotHeard() throws Exception {
    supervisor.start();
    FakeDriver first = provider.drivers.next();
    first.connect();
    first.fail(new IOException("the cable was pulled"));
    assertStatus(State.CONNECTED, "");
    assertStatus(State.LOST, "the cable was pulled");

    first.press("left");
    first.connect();
    provider.drivers.next().press("right");
    assertEquals("right", ((Button) heard.next()).control());
  }

  @Test
  void closingEndsTheDriverAndTellsNothing() throws Exception {
    supervisor.start();
    FakeDriver driver = provider.drivers.next();
    driver.connect();
    assertStatus(State.CONNECTED, "");

    supervisor.close();
    supervisor.ended().get(1, TimeUnit.SECONDS);
    driver.press("left");
    assertTrue(driver.isClosed());
    assertEquals(List.of(), heard.rest());
  }

  @Test
  void closingEndsAWait() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    supervisor =
        supervisor(
            millis -> {
              pauses.accept(millis);
              never.await();
            });
    supervisor.start();
    provider.drivers.next().fail(new IOException("no such port"));
    pauses.next();

    supervisor.close();
    supervisor.ended().get(1, TimeUnit.SECONDS);
  }

  @Test
  void aRestartMakesANewDriverAndTellsNothing() throws Exception {
    supervisor.start();
    FakeDriver first = provider.drivers.next();
    first.connect();
    assertStatus(State.CONNECTED, "");

    supervisor.restart();
    FakeDriver second = provider.drivers.next();
    first.press("left");
    second.connect();
    assertStatus(State.CONNECTED, "");
    assertTrue(first.isClosed());
  }

  private DeviceSupervisor supervisor(DeviceSupervisor.Pause pause) {
    return new DeviceSupervisor(
        provider.device("pedals", nanos::get),
        heard::accept,
        new Backoff(
            DeviceSupervisor.FIRST_RETRY_MILLIS, DeviceSupervisor.MAX_RETRY_MILLIS, () -> 1.0),
        pause);
  }

  private void assertStatus(State state, String reason) throws InterruptedException {
    DeviceStatus status = (DeviceStatus) heard.next();
    assertEquals(state, status.state());
    assertEquals(reason, status.reason());
  }
}
