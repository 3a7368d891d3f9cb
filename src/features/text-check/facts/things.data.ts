/** What attributes say yes or no of, German and English; nouns of what shops sell stand in the grammar's table. First the name, then further words for it. */
const pairs = (text: string): readonly (readonly [de: readonly string[], en: readonly string[]])[] =>
  text
    .trim()
    .split(/\s*;\s*/)
    .map((pair) => {
      const [de = '', en = ''] = pair.split('=')
      return [de.split(',').map((word) => word.trim()), en.split(',').map((word) => word.trim())]
    })

export const THINGS = pairs(`
  ausziehbar,ausziehen=extendable,extended,extends,extend;
  Mulchfunktion,Mulchen,mulcht=mulch,mulches,mulching;
  Montage,montieren=assembly,assemble; Radantrieb=drive; Schlagfunktion=hammer;
  Kohlensäure,kohlensäurehaltig,sprudelnd=sparkling,carbonated; auslaufsicher,dicht=leakproof; Gravur,gravieren,graviert=engraving,engraved,engrave;
  wendbar,wenden=reversible; Aufhänger=loop; winterhart,frosthart=hardy; bienenfreundlich=bee; freistehend=standing; Moskitonetz=mosquito;
  Kopfstütze=headrest; Lordosenstütze=lumbar; Armlehne,Armlehnen=armrest,armrests; Ladegerät=charger; Deckel=lid; Leuchtmittel,Glühbirne=bulb;
  Lautsprecher=speaker,speakers; Allergiker,Allergikerinnen=allergy; Palmöl=palm; Gepäckträger=rack; Impulsfunktion=pulse; Datumsanzeige,Datum=date;
  besaitet,bespannt=strung; Halterung=bracket,mount; Batterie,Batterien=battery,batteries; Lesebändchen=ribbon; Paraben,Parabene=parabens;
  Silikone=silicones; Sulfat,Sulfate=sulphates,sulfates; Sulfit,Sulfite=sulphites,sulfites; Duftstoffe,Parfüm=fragrance,perfume; Konservierungsstoffe=preservatives;
  Zuckerzusatz,Zucker=sugar; Plastik=plastic; Chlor,chlorhaltig=chlorine; Mineralöl=mineral; Alkohol=alcohol; Gluten=gluten; Laktose=lactose; Getreide=grain; Farbstoffe=colourings,dyes;
  Phthalate,Phthalaten=phthalates; sterilisierbar,sterilisieren=sterilisable,sterilised; Ventil=valve; Kabel=cable,cord; Fernbedienung=remote; Fuß=stand; Rollen=castors;
  Kapuze=hood; Futter=lining; Beschichtung=coating; Akku=battery; Anleitung=instructions,manual; Tasche,Beutel=bag,pouch; Gurt=strap; Reißverschluss=zip;
  bügelfrei,Bügeln,bügeln,gebügelt=ironing,ironed; aufladbar=rechargeable; mehrjährig=perennial; speichelfest=saliva; Einsatz=insert; Neugeborene,Neugeborenen=newborn,newborns;
  kratzfest=scratch; rostfrei=rustproof,stainless; feststellbar,feststellen,arretierbar=lock,locks,lockable; spülmaschinenfest,spülmaschinengeeignet,Spülmaschine,Geschirrspüler=dishwasher;
  trocknergeeignet,Trockner,Wäschetrockner=dryer,tumble; mikrowellengeeignet,Mikrowelle=microwave; induktionsgeeignet,Induktion,Induktionsherd=induction;
  dimmbar,dimmen=dimmable,dimmed,dim; faltbar,falten,zusammenfalten,zusammenklappen,klappbar=fold,folds,foldable; höhenverstellbar=adjustable; abnehmbar=removable;
  Display,Bildschirm=display,screen; Uhr=clock; Timer=timer; Kamera=camera; Mikrofon=microphone; Pumpe=pump; Netzteil=adapter; Filter=filter; Bluetooth=bluetooth; WLAN=wifi;
  Fenster=window; Schublade,Schubladen=drawer,drawers; Spiegel=mirror; Griff=handle; Licht,Beleuchtung=light,lighting; Ständer=kickstand; Klingel=bell; Schloss=lock; Polsterung=padding
`)
