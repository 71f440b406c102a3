/**
 * Packages that DocumentDB depends on and no file of it that is run here needs: maintainer scripts, and the
 * formats PostGIS could read. Found by asking the loader; when one is needed after all, they are all fetched.
 */
export function isUnneeded(name: string): boolean {
  return patterns.some((pattern) => pattern.test(name));
}

const patterns = `
adduser base-passwd debconf dirmngr fontconfig-config fonts-* gcc-*-base gdal-* gnupg* gpg* libabsl* libacl1
libaec0 libaom* libarchive* libarmadillo* libarpack* libassuan* libaudit-common libavif* libblas* libblkid*
libblosc* libboost-* libbsd0 libbz2* libc-bin libc-gconv* libc-l10n libcfitsio* libcrypt1 libdav1d* libdb5*
libde265* libdebconf* libexpat1 libfontconfig* libfreetype* libfreexl* libfyba* libgav1* libgcrypt* libgdal*
libgdbm* libgeotiff* libgfortran* libgif* libgmpxx* libgomp* libgpg* libhdf* libheif* libhwy* libjson-perl
libjxl* libksba* liblapack* liblcms* libltdl* libmariadb* libmd0 libminizip* libmount* libmpfr* libmuparser*
libncurses* libnetcdf* libnpth* libnspr* libnss* libodbc* libopenjp* libpam-modules* libperl* libpng16*
libpoppler* libproc2* libqhull* librav1e* librttopo* libsasl2-modules* libselinux* libsemanage* libsepol*
libsfcgal* libsnappy* libspatialite* libsuperlu* libsvtav1* libsystemd-shared libsz* libtext-* libuuid1
libxerces* libxslt* libyuv* locales lock login* mariadb-common mysql-common netbase openssl* passwd perl*
pinentry* postgresql-18-rum postgresql-client* postgresql-common procps readline-common sensible-utils
ssl-cert systemd sysvinit* tzdata ucf unixodbc*
`
  .trim()
  .split(/\s+/)
  .map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
