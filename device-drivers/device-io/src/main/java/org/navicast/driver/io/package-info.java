/**
 * The doors to hardware: the only place that names jSerialComm, hid4java and their like.
 *
 * <p>Serial ports are opened, configured and read through jSerialComm on every system. On Linux its
 * blocking read was measured beside a plain {@code read(2)} of the same pty, 26-byte reports, in
 * the same minutes: p50 51 to 100 against 35 to 69 microseconds of a C program and 66 to 106 of a
 * direct system call from Java at 125 reports a second, p50 33 to 43 against 18 to 37 and 30 to 34
 * at 1000. A second door for Linux would gain nothing, so there is none.
 *
 * <p>Two things jSerialComm cannot do are done by system calls: telling a modem line that is low
 * from one that could not be read ({@link org.navicast.driver.io.ModemLines}), and loading itself
 * without touching the process's signals or a shared folder.
 *
 * <p>HID devices are read from the hidraw nodes of Linux by system calls ({@link
 * org.navicast.driver.io.HidDoor}): a wait in the kernel that closing can end, with no native
 * library to unpack. hid4java, the door on other systems, was measured beside it on an emulated
 * processor, in the same minutes: 3.2 to 5.7 milliseconds of processor a report against 1.0 to 1.1
 * (the scenario {@code bench_hid_doors}).
 *
 * <p>GPIO lines are read from the gpiochip nodes of Linux by system calls ({@link
 * org.navicast.driver.io.GpioDoor}), on every architecture and any board.
 */
@NullMarked
package org.navicast.driver.io;

import org.jspecify.annotations.NullMarked;
