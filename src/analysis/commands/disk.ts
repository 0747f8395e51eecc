// Commands that make, check and erase disks.
import { show } from '../value.ts';
import type { Pattern, Specs } from './spec.ts';

export const DISK: Specs = {
  'mkfs mke2fs mkswap wipefs fdisk sfdisk cfdisk gdisk sgdisk parted blkdiscard hdparm badblocks mdadm cryptsetup lvremove vgremove pvremove mkntfs newfs tune2fs resize2fs fsck e2fsck':
    {
      values: 't L b N s',
      does: ({ name, operands, options, report }) => {
        const asks = options.has('l list n no-act dry-run I') && !options.has('F f force a all');
        // A file of one's own may be a file system too.
        const own =
          operands.length > 0 &&
          operands.every((path) => /^(?:\.\/)?[\w-][\w./-]*\.(?:img|iso|raw|qcow2|bin)$|^\d+\w*$/.test(show(path)));
        if (!asks && !own) report('disk', `${name} changes the disk ${operands.map(show).join(' ')}`.trim());
        else report('execute', `runs ${name}`);
        return undefined;
      },
    },
  'swapoff swapon mount umount losetup zpool zfs btrfs': {},
};

export const DISK_LINES: readonly Pattern[] = [
  ['swapoff', 'disk', 'turns off swap'],
  ['swapon', 'disk', 'turns on swap'],
  ['mount *', 'disk', 'mounts {*}'],
  ['mount -a', 'disk', 'mounts all file systems'],
  ['umount', 'disk', 'unmounts {*}'],
  ['losetup *', 'disk', 'ties a device to a file'],
  ['zpool destroy|labelclear|offline', 'disk', 'destroys the pool {1}'],
  ['zfs destroy|rollback', 'disk', 'destroys the data set {1}'],
  ['btrfs subvolume delete', 'disk', 'deletes the subvolume {1}'],
  ['nvme format|sanitize|delete-ns|write-zeroes|reset', 'disk', 'erases the disk {1}'],
  ['diskutil eraseDisk|eraseVolume|partitionDisk|reformat|zeroDisk|secureErase|apfs', 'disk', 'erases a disk'],
];

/** `mkfs.ext4`, `fsck.vfat`, … */
export function diskFamily(name: string): string {
  return /^(?:mkfs|fsck|newfs)\./.test(name) ? (name.split('.')[0] ?? name) : name;
}
