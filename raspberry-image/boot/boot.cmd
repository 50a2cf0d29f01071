# U-Boot: starts one of the two systems on the card.
#
# One sector before the partitions says which: "slot=a" is the one that is known to work, "trial=b" one that is to be
# tried once. A trial is forgotten before it begins, so a system that does not come up is not started again: whatever
# resets the board, a power cut or its watchdog, brings back the one that works.

test -n "${console}" || setenv console ttyAMA0
setenv record 0x800
setenv slot a
setenv trial
if ${devtype} dev ${devnum} && ${devtype} read ${ramdisk_addr_r} ${record} 1; then
  env import -t ${ramdisk_addr_r} 0x200 slot trial
fi
setenv first ${slot}
if test -n "${trial}"; then
  echo "Trying system ${trial}; system ${slot} is the one that works"
  setenv first ${trial}
  mw.b ${ramdisk_addr_r} 0 0x200
  env export -t -s 0x200 ${ramdisk_addr_r} slot
  # Without this the trial could begin again and again.
  ${devtype} write ${ramdisk_addr_r} ${record} 1 || setenv first ${slot}
fi

for system in ${first} a b; do
  setenv partition 3
  if test "${system}" = b; then
    setenv partition 4
  fi
  setenv options
  if load ${devtype} ${devnum}:${partition} ${ramdisk_addr_r} boot.env; then
    env import -t ${ramdisk_addr_r} ${filesize} options
  fi
  setenv bootargs "root=PARTUUID=4e415649-0${partition} navicast.slot=${system} console=tty1 console=${console} ${options}"
  if load ${devtype} ${devnum}:${partition} ${kernel_addr_r} vmlinuz; then
    if load ${devtype} ${devnum}:${partition} ${ramdisk_addr_r} initrd.img; then
      booti ${kernel_addr_r} ${ramdisk_addr_r}:${filesize} ${fdt_addr}
    fi
  fi
  echo "System ${system} cannot be started"
done
reset
